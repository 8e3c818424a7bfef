import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { foldRows, trainingRows } from '../../src/core/run/fold-rows.ts'
import { constantColumns } from '../../src/core/run/guards/constant-columns.ts'
import { equalRows } from '../../src/core/run/guards/equal-rows.ts'
import { designGuards } from '../../src/core/run/guards/registry.ts'
import { repeatedSamples } from '../../src/core/run/guards/repeated-samples.ts'
import { smallFolds } from '../../src/core/run/guards/small-folds.ts'
import { resolveFolds } from '../../src/core/run/resolve-folds.ts'
import { tecator } from '../support/tecator.ts'

let dataset: Dataset
beforeAll(async () => {
  dataset = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
})

const divided = (of: Dataset, n_splits = 5) => {
  const folds = resolveFolds({ splitter: 'KFold', n_splits, shuffle: true, random_state: 42 }, null)
  return foldRows(of, folds(trainingRows(of)))
}

/** Every spectrum its own: a clean design. */
const distinct = (of: Dataset): Dataset => ({
  ...of,
  X: { ...of.X, values: of.X.values.map((value, i) => value + 1e-6 * i) },
})

describe('a guard against bad designs', () => {
  it('says nothing of a clean one', () => {
    const clean = distinct(dataset)
    for (const guard of designGuards) expect(guard.warnings(clean, divided(clean))).toEqual([])
  })

  it('finds the repeats of Tecator: seven test samples are training samples', () => {
    const [acrossPartitions, acrossFolds] = repeatedSamples.warnings(dataset, divided(dataset))
    expect(acrossPartitions).toMatch(/^7 test samples .*tec\d{3} = tec\d{3}/)
    expect(acrossFolds).toMatch(/^\d+ sets of training samples .* group column/)
    const pairs = equalRows(dataset).map(set => set.map(row => row + 1))
    for (const pair of [
      [145, 176],
      [86, 180],
      [89, 181],
      [13, 188],
      [17, 190],
      [59, 192],
      [139, 204],
    ]) {
      expect(pairs).toContainEqual(pair)
    }
  })

  it('keeps quiet about repeats on one side', () => {
    const clean = distinct(dataset)
    const values = clean.X.values.slice()
    const [a, b] = [dataset.test[0]!, dataset.test[1]!]
    values.copyWithin(b * 100, a * 100, (a + 1) * 100)
    const twins = { ...clean, X: { ...clean.X, values } }
    expect(equalRows(twins)).toEqual([[a, b]])
    expect(repeatedSamples.warnings(twins, divided(twins))).toEqual([])
  })

  it('names wavelengths at which nothing varies', () => {
    const X = { ...dataset.X, values: dataset.X.values.map((value, i) => (i % 100 === 4 ? 2.5 : value)) }
    expect(constantColumns.warnings({ ...dataset, X }, divided(dataset))).toEqual([
      expect.stringMatching(/^1 of 100 wavelengths .*\(858\.0808\)/),
    ])
  })

  it('warns of folds too small to score, but for leave-one-out', () => {
    expect(smallFolds.warnings(dataset, divided(dataset, 60))).toEqual([expect.stringContaining('on 2 samples')])
    expect(smallFolds.warnings(dataset, divided(dataset, 172))).toEqual([])
  })
})
