import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { normals } from '../../src/core/math/random/normal.ts'
import { mean, variance } from '../../src/core/math/statistics.ts'
import { equalRows } from '../../src/core/run/guards/equal-rows.ts'
import { designGuards } from '../../src/core/run/guards/registry.ts'
import { leftOut } from '../../src/core/run/guards/spectral-extrapolation.ts'
import { tecator } from '../support/tecator.ts'
import { designOf, madeUpDataset, repeatedRow, withClasses } from './made-up-data.ts'

/** What a guard says, and of what kind the change is that it proposes. */
function found(id: string, ...design: Parameters<typeof designOf>) {
  const guard = designGuards.find(one => one.id === id)
  if (!guard) throw new Error(`no guard ${id}`)
  return guard.find(designOf(...design))
}
const reasons = (...asked: Parameters<typeof found>) => found(...asked).map(({ reason }) => reason)

const clean = madeUpDataset()
let meat: Dataset
beforeAll(async () => {
  meat = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
})

/** Every spectrum its own. */
const distinct = (of: Dataset): Dataset => ({
  ...of,
  X: { ...of.X, values: of.X.values.map((value, i) => value + 1e-6 * i) },
})

describe('a guard against bad designs', () => {
  it('says nothing of a clean one', () => {
    for (const dataset of [clean, withClasses(clean, row => row % 3)]) {
      const design = designOf(dataset, { metric: dataset.classes ? 'accuracy' : 'rmse' })
      expect(designGuards.flatMap(guard => guard.find(design))).toEqual([])
    }
  })

  it('says nothing of Tecator once its repeats are told apart', () => {
    const others = designGuards.filter(({ id }) => id !== 'nearly_equal_spectra')
    expect(others.flatMap(guard => guard.find(designOf(distinct(meat))))).toEqual([])
  })
})

describe('repeated_samples', () => {
  it('finds the repeats of Tecator: seven test samples are training samples', () => {
    const [acrossPartitions, acrossFolds] = found('repeated_samples', meat)
    expect(acrossPartitions!.reason).toMatch(/^7 test samples .*tec\d{3} = tec\d{3}/)
    expect(acrossFolds).toMatchObject({
      reason: expect.stringMatching(/^\d+ sets of training samples/),
      fix: expect.stringContaining('group column'),
    })
    const pairs = equalRows(meat).map(set => set.map(row => row + 1))
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
    const twins = repeatedRow(clean, 70, 71, 0)
    expect(equalRows(twins)).toEqual([[70, 71]])
    expect(found('repeated_samples', twins)).toEqual([])
  })

  it('keeps quiet about repeats that a group holds together', () => {
    const twins = repeatedRow(clean, 3, 41, 0)
    expect(reasons('repeated_samples', twins)).toHaveLength(1)
    const groups = clean.sample_ids.map((id, row) => (row === 41 ? 's3' : id))
    expect(found('repeated_samples', { ...twins, groups })).toEqual([])
  })
})

describe('nearly_equal_spectra', () => {
  it('finds a repeated measurement in the test set, and one in another fold', () => {
    expect(reasons('nearly_equal_spectra', repeatedRow(clean, 3, 70, 0.002))).toEqual([
      expect.stringMatching(/^1 set of samples .* between training and test \(s3, s70\)/),
    ])
    expect(reasons('nearly_equal_spectra', repeatedRow(clean, 3, 41, 0.002))).toEqual([
      expect.stringMatching(/between folds \(s3, s41\)/),
    ])
  })

  it('finds them where every sample was measured twice', () => {
    const [dataset, drawn] = [madeUpDataset({ n_test: 0 }), Array.from({ length: 40 }, (_, i) => i)]
    const twice = drawn.reduce((so_far, row) => repeatedRow(so_far, row, row + 40, 0.002), dataset)
    expect(reasons('nearly_equal_spectra', twice)).toEqual([expect.stringMatching(/^[23]\d sets of samples/)])
  })

  it('keeps quiet about like spectra of samples with other reference values, and leaves equal ones to another guard', () => {
    const near = repeatedRow(clean, 3, 70, 0.002)
    expect(found('nearly_equal_spectra', { ...near, y: clean.y })).toEqual([])
    expect(found('nearly_equal_spectra', meat)).toEqual([])
  })

  it('says so where there are too many samples to look at each pair', () => {
    const many = madeUpDataset({ n: 5000, columns: 2, n_test: 0 })
    const twister = mersenneTwister(2)
    const noise = Array.from({ length: 5000 }, () => normals(64, twister))
    const X = { rows: 5000, columns: 64, values: Float64Array.from(noise.flatMap(row => [...row])) }
    expect(reasons('nearly_equal_spectra', { ...many, X })).toEqual([
      expect.stringMatching(/^5,000 samples are too many/),
    ])
  })
})

describe('split_groups', () => {
  const groups = clean.sample_ids.map((_, row) => `g${row % 30}`)
  const inOrder = Array.from({ length: 60 }, (_, i) => i)
  const given = [0, 1].map(side => ({
    train: inOrder.filter(at => at < 30 === (side === 0)),
    val: inOrder.filter(at => at < 30 !== (side === 0)),
  }))

  it('finds groups that a file of folds and the partitions divide', () => {
    expect(found('split_groups', { ...clean, groups }, { given })).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/^20 groups have samples in both partitions/) }),
      expect.objectContaining({
        reason: expect.stringMatching(/^30 groups are split between folds/),
        change: { field: 'config.folds', value: { splitter: 'GroupKFold', n_splits: 2 } },
      }),
    ])
  })

  it('keeps quiet where a splitter kept them together', () => {
    const whole = clean.sample_ids.map((_, row) => (row < 60 ? `g${row % 30}` : `t${row}`))
    expect(found('split_groups', { ...clean, groups: whole })).toEqual([])
  })
})

describe('ignored_groups', () => {
  const dataset = madeUpDataset({ n: 90, n_test: 0 })
  const scanned = Array.from({ length: 60 }, (_, i) => i).reduce(
    (so_far, at) => repeatedRow(so_far, at % 30, 30 + at, 0.05),
    dataset,
  )
  const samples = dataset.sample_ids.map((_, row) => `b${row % 30}`)

  it('finds a column of samples whose rows are split, and proposes it as group', () => {
    const metadata = { 'Sample No': samples, scan: dataset.sample_ids.map((_, row) => String(Math.floor(row / 30))) }
    expect(found('ignored_groups', { ...scanned, metadata })).toEqual([
      {
        reason: expect.stringMatching(/^Column Sample No has 30 values that repeat/),
        fix: expect.stringContaining('group: Sample No'),
        change: { field: 'datasets[].group', value: 'Sample No' },
      },
    ])
  })

  it('keeps quiet where the column is the group, has another name, or its rows are not alike', () => {
    expect(found('ignored_groups', { ...scanned, metadata: { sample: samples }, groups: samples })).toEqual([])
    expect(found('ignored_groups', { ...scanned, metadata: { operator: samples } })).toEqual([])
    expect(found('ignored_groups', { ...dataset, metadata: { sample: samples } })).toEqual([])
  })

  it('finds sample ids that repeat', () => {
    expect(reasons('ignored_groups', { ...scanned, sample_ids: samples })).toEqual([
      expect.stringMatching(/^\d+ sample ids repeat/),
    ])
  })
})

describe('constant_columns', () => {
  it('names wavelengths at which nothing varies', () => {
    const X = { ...meat.X, values: meat.X.values.map((value, i) => (i % 100 === 4 ? 2.5 : value)) }
    expect(reasons('constant_columns', { ...meat, X })).toEqual([
      expect.stringMatching(/^1 of 100 wavelengths .*\(858\.0808\)/),
    ])
  })

  it('keeps quiet where one training sample differs', () => {
    const X = { ...clean.X, values: clean.X.values.map((value, i) => (i % 50 === 4 && i > 50 ? 2.5 : value)) }
    expect(found('constant_columns', { ...clean, X })).toEqual([])
  })
})

describe('constant_target', () => {
  const inBlocks = { folds: { shuffle: false, random_state: null } }
  const y = clean.y.map((value, row) => (row < 12 ? 5 : value))

  it('finds a fold in which all samples have the same value, and proposes to shuffle', () => {
    expect(found('constant_target', { ...clean, y }, inBlocks)).toEqual([
      expect.objectContaining({
        reason: expect.stringContaining('validation rows of fold 0 (5)'),
        change: { field: 'config.folds.shuffle', value: true },
      }),
    ])
  })

  it('keeps quiet where the folds are shuffled', () => {
    expect(found('constant_target', { ...clean, y })).toEqual([])
  })
})

describe('missing_classes', () => {
  const sorted = withClasses(clean, row => (row < 60 ? Math.floor(row / 20) : row % 3))
  const inBlocks = { folds: { n_splits: 3, shuffle: false, random_state: null } }

  it('finds folds that have not seen a class, and proposes to stratify', () => {
    const [unlearned, unvalidated] = found('missing_classes', sorted, inBlocks)
    expect(unlearned).toMatchObject({
      reason: expect.stringContaining('a in fold 0'),
      change: { field: 'config.folds', value: { splitter: 'StratifiedKFold', n_splits: 3 } },
    })
    expect(unvalidated!.reason).toMatch(/^3 of 3 folds validate without/)
  })

  it('keeps quiet where the folds are stratified', () => {
    expect(found('missing_classes', sorted, { folds: { splitter: 'StratifiedKFold' } })).toEqual([])
  })

  it('finds classes with fewer samples than folds, and classes that only the test set has', () => {
    const rare = withClasses(clean, row => (row < 3 ? 0 : 1 + (row % 2)))
    expect(reasons('missing_classes', rare).at(-1)).toMatch(/fewer samples than there are folds \(a: 3; 5 folds\)/)
    const untaught = withClasses(clean, row => (row < 60 ? row % 2 : row % 3))
    expect(reasons('missing_classes', untaught)).toEqual([
      expect.stringMatching(/^Test samples are of 1 class .*\(c\)/),
    ])
  })
})

describe('class_imbalance', () => {
  const skewed = withClasses(clean, row => (row % 10 === 0 ? 1 : 0), ['healthy', 'ill'])

  it('finds accuracy as the metric of one frequent class', () => {
    expect(found('class_imbalance', skewed, { metric: 'accuracy' })).toEqual([
      expect.objectContaining({
        reason: expect.stringMatching(/^90 % .* healthy/),
        change: { field: 'config.metric', value: 'balanced_accuracy' },
      }),
    ])
  })

  it('keeps quiet where the metric weighs classes alike, or the classes are of a size', () => {
    expect(found('class_imbalance', skewed, { metric: 'balanced_accuracy' })).toEqual([])
    expect(
      found(
        'class_imbalance',
        withClasses(clean, row => row % 3),
        { metric: 'accuracy' },
      ),
    ).toEqual([])
  })
})

describe('small_folds', () => {
  it('warns of folds too small to score, but for leave-one-out', () => {
    expect(found('small_folds', meat, { folds: { n_splits: 60 } })).toEqual([
      expect.objectContaining({
        reason: expect.stringContaining('on 2 samples'),
        change: { field: 'config.folds.n_splits', value: 34 },
      }),
    ])
    expect(found('small_folds', meat, { folds: { n_splits: 172 } })).toEqual([])
  })
})

describe('target_extrapolation', () => {
  it('finds a test sample far outside, and says how far', () => {
    const y = clean.y.map((value, row) => (row === 75 ? 60 : value))
    expect(reasons('target_extrapolation', { ...clean, y })).toEqual([
      expect.stringMatching(/^3 of 20 test samples lie outside the protein .* to 60\)/),
    ])
  })

  it('keeps quiet about one just outside', () => {
    const y = clean.y.map((value, row) => (row === 75 ? Math.max(...clean.y.subarray(0, 60)) + 0.01 : value))
    expect(found('target_extrapolation', { ...clean, y })).toEqual([])
  })
})

describe('spectral_extrapolation', () => {
  it('knows how far a sample lies from the others without computing them anew', () => {
    const values = normals(12, mersenneTwister(3))
    const squared = (of: Float64Array, value: number) => (value - mean(of)) ** 2 / variance(of, 1)
    values.forEach((value, i) => {
      const others = values.filter((_, at) => at !== i)
      expect(leftOut(squared(values, value), values.length)).toBeCloseTo(squared(others, value), 10)
    })
  })

  it('finds a test set from another instrument', () => {
    const values = clean.X.values.map((value, i) => (i >= 60 * 50 ? value + 6 * Math.sin(i % 50) : value))
    const reached = clean.X.values.map((value, i) => (i >= 60 * 50 ? value * 3 : value))
    for (const changed of [reached, values]) {
      const dataset = { ...clean, X: { ...clean.X, values: changed } }
      expect(reasons('spectral_extrapolation', dataset)).toEqual([
        expect.stringMatching(/of 20 test samples have spectra farther/),
      ])
    }
  })

  it('keeps quiet about a single outlier', () => {
    const values = clean.X.values.map((value, i) => (i >= 79 * 50 ? value * 3 : value))
    expect(found('spectral_extrapolation', { ...clean, X: { ...clean.X, values } })).toEqual([])
  })
})
