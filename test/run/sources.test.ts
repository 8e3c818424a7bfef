import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { createEngine, type RunEvent } from '../../src/core/index.ts'
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

const axisOf = ({ sources }: Dataset) => Float64Array.from(sources!.flatMap(({ axis }) => Array.from(axis!)))

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

  it('gives predictions of each instrument to a model of models, which knows their columns and wavelengths', async () => {
    const { to } = dataset.sources![0]!
    const near = { class: 'Resampler', params: { target_wavelengths: [860, 880, 900, 920, 940] } }
    const models = { SHORT: [near, pls], LONG: ['SNV', pls] }
    const ridge = { model: 'Ridge' }
    const fused = [{ branch: { by_source: true, steps: models } }, { merge: 'predictions' }, ridge]
    const outcome = await completedOn(dataset, fused)
    expect(outcome.parts.some(({ member }) => member === 2)).toBe(true)
    const whole = { ...dataset, sources: null, axis: { values: axisOf(dataset), unit: 'nm' } } as const
    const byHand = { branch: { a: [crop(0, to), near, pls], b: [crop(to, 100), 'SNV', pls] } }
    const same = await completedOn(whole, [byHand, { merge: 'predictions' }, ridge])
    expect(predictionsOf(outcome, '1', 'val', 2)).toEqual(predictionsOf(same, '1', 'val', 2))
  })

  it('works where samples are separated too', async () => {
    const bySet = { branch: { by_metadata: 'set', steps: [branch, { merge: 'features' }] } }
    const all = { ...dataset, train: Int32Array.from({ length: 215 }, (_, i) => i), test: new Int32Array(0) }
    const apart = await completedOn(all, [bySet, { merge: 'concat' }, pls])
    // Neither step learns from samples, so it does not matter that they are separated.
    const together = await completedOn(all, [branch, { merge: 'features' }, pls])
    expect(predictionsOf(apart, '2', 'val')).toEqual(predictionsOf(together, '2', 'val'))
  })

  it('is refused before anything starts after a step that changes the columns, by the name of that step', () => {
    const merged = [branch, { merge: 'features' }]
    for (const before of [[crop(0, 90)], merged]) {
      expect(() => plannedOn([dataset], [...before, ...merged, pls])).toThrow(
        expect.objectContaining({ code: 'UnknownSource', message: expect.stringContaining('has changed the columns') }),
      )
    }
  })

  it('takes a name that is a number for a name', async () => {
    const [a, b] = dataset.sources!
    const numbered = {
      ...dataset,
      sources: [
        { ...a!, name: '1' },
        { ...b!, name: '0' },
      ],
    }
    const outcome = await completedOn(numbered, [{ branch: { by_source: true, steps: { 1: ['SNV'] } } }, pls])
    expect(outcome.n_features).toEqual([a!.to])
  })

  it('is resumed with the ids of an undisturbed run, unless one of the files has changed', async () => {
    const several = { model: { class: 'PLSRegression', params: { n_components: 3 } } }
    const templates = [{ name: 'sources', pipeline: [{ _or_: [null, 'SNV'] }, branch, { merge: 'features' }, several] }]
    const request = { name: 'sources', templates, datasets: [twoFiles()] }
    const engine = createEngine({ workspace: join(scratch, 'resumed') })
    const stopped = async () => {
      const stop = new AbortController()
      const onEvent = (event: RunEvent) => event.type === 'results' && stop.abort()
      return engine.runs.start(request, { signal: stop.signal, onEvent })
    }
    const first = await stopped()
    const [before] = await engine.results.list()
    expect(await engine.runs.resume(first.id)).toMatchObject({ status: 'completed', completed_results: 2 })
    const results = await engine.results.list()
    expect(results.map(({ id }) => id)).toContain(before!.id)
    expect(results).toHaveLength(2)
    const second = await stopped()
    const long = join(scratch, 'long.csv')
    const text = readFileSync(long, 'utf8')
    writeFileSync(long, text.replace(/\n$/, '1\n'))
    const refused = engine.runs.resume(second.id)
    await expect(refused).rejects.toMatchObject({ code: 'ChangedDataset', place: { file: long } })
    writeFileSync(long, text)
    expect(await engine.runs.resume(second.id)).toMatchObject({ status: 'completed' })
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
