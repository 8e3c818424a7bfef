import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { createEngine } from '../../src/core/index.ts'
import { tecatorLines } from '../support/tecator.ts'
import { completedOn, plannedOn, predictionsOf } from './support/outcomes.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-sources-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const pls = { model: { class: 'PLSRegression', params: { n_components: 5 } } }

/** Tecator, its spectra in two files as if by two instruments. */
function twoFiles() {
  const split = (wanted: (name: string, column: number) => boolean) =>
    tecatorLines(lines => {
      const names = lines[0]!.split(',')
      return lines.map(line =>
        line
          .split(',')
          .filter((_, column) => wanted(names[column]!, column))
          .join(','),
      )
    })
  const isSpectral = (name: string) => /^\d/.test(name)
  writeFileSync(
    join(scratch, 'short.csv'),
    split(name => !isSpectral(name) || Number(name) < 950),
  )
  writeFileSync(
    join(scratch, 'long.csv'),
    split(name => name === 'sample' || (isSpectral(name) && Number(name) >= 950)),
  )
  return {
    path: join(scratch, 'short.csv'),
    source_name: 'SHORT',
    sources: [{ name: 'LONG', path: join(scratch, 'long.csv') }],
    y: 'fat',
    task_type: 'regression',
    partition: { column: 'set', train: ['C', 'M'], test: ['T'] },
  } as const
}

let dataset: Dataset
beforeAll(async () => {
  dataset = (await readDatasets([twoFiles()], '.'))[0]!.dataset
})

describe('a branch by source', () => {
  const branch = { branch: { by_source: true, steps: { SHORT: ['SNV'], LONG: ['FirstDerivative'] } } }
  const crop = (start: number, end: number) => ({ class: 'CropTransformer', params: { start, end } })

  it('gives each instrument its own chain, joined again for one model', async () => {
    const { to } = dataset.sources![0]!
    const joined = await completedOn(dataset, [branch, { merge: 'features' }, pls])
    const byHand = {
      concat_transform: [
        [crop(0, to), 'SNV'],
        [crop(to, 100), 'FirstDerivative'],
      ],
    }
    expect(predictionsOf(joined, '1', 'val')).toEqual(
      predictionsOf(await completedOn(dataset, [byHand, pls]), '1', 'val'),
    )
  })

  it('gives each instrument its own model, and knows its wavelengths', async () => {
    const near = { class: 'Resampler', params: { target_wavelengths: [860, 880, 900, 920, 940] } }
    const apart = { branch: { by_source: true, steps: { SHORT: [near], LONG: ['SNV'] } } }
    const outcome = await completedOn(dataset, ['Detrend', apart, pls])
    expect(outcome.evaluation.members.map(({ chain }) => chain.branch!.name)).toEqual(['SHORT', 'LONG'])
    expect(outcome.n_features[0]).toBe(5)
  })

  it('is refused before anything starts where the dataset has no such instrument', () => {
    const unknown = { branch: { by_source: true, steps: { RAMAN: ['SNV'] } } }
    expect(() => plannedOn([dataset], [unknown, pls])).toThrow(
      expect.objectContaining({ code: 'UnknownSource', hint: expect.stringContaining('LONG') }),
    )
    const single = { ...dataset, sources: null }
    expect(() => plannedOn([single], [branch, pls])).toThrow(expect.objectContaining({ code: 'UnknownSource' }))
  })

  it('runs and is planned again through the engine', async () => {
    const engine = createEngine({ workspace: join(scratch, 'w') })
    const templates = [{ name: 'sources', pipeline: [branch, { merge: 'features' }, pls] }]
    await engine.runs.start({ name: 'sources', templates, datasets: [twoFiles()] })
    const [result] = await engine.results.list()
    const { explanation } = await engine.results.explain(result!.id)
    expect(explanation.coefficients).toHaveLength(100)
  })
})
