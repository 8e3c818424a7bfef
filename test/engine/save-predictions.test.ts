import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type N4aError, type NewPredictions, type ResultRecord } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-save-'))
const path = (name: string) => join(scratch, name)
const engine = createEngine({ workspace: path('workspace') })
const pls = { model: { class: 'PLSRegression', params: { n_components: 6 } } }
const refused = (work: Promise<unknown>): Promise<N4aError> =>
  work.then(
    () => expect.fail('not refused'),
    error => error,
  )
let result: ResultRecord
let saved: NewPredictions

beforeAll(async () => {
  const lines = readFileSync(tecator('fat').path, 'utf8').split('\n')
  const header = lines[0]!.split(',')
  const spectra = header.findIndex(name => Number(name) > 0)
  writeFileSync(path('fresh.csv'), `${lines.slice(0, 21).join('\n')}\n`)
  const unlabelled = lines.slice(0, 6).map(line => {
    const cells = line.split(',')
    return [cells[0], ...cells.slice(spectra)].join(',')
  })
  writeFileSync(path('unlabelled.csv'), `${unlabelled.join('\n')}\n`)
  copyFileSync(path('fresh.csv'), path('gone.csv'))
  await engine.runs.start(
    smallRequest({
      templates: [{ name: 'pls', pipeline: ['SNV', pls] }],
      datasets: [tecator('fat')],
      config: { folds: { splitter: 'KFold', n_splits: 3 } },
    }),
  )
  ;[result] = (await engine.results.list()) as [ResultRecord]
  saved = await engine.predict(result.id, { path: path('fresh.csv') }, { save: true })
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('predictions of an external set', () => {
  it('are stored with their scores, under the name of the file', async () => {
    const { prediction_id, run_id, dataset } = saved.saved!
    expect(dataset).toBe('fresh_predicted')
    const record = await engine.predictions.get(prediction_id)
    expect(record).toMatchObject({ dataset, run_id, partition: 'test', fold_id: 'final', n_samples: 20, target: 'fat' })
    expect(record.scores).toEqual(saved.scores)
    const { y_pred, y_true, sample_ids } = await engine.predictions.arrays(prediction_id)
    expect(y_pred).toEqual(saved.samples.map(sample => sample.y_pred))
    expect(y_true).toEqual(saved.samples.map(sample => sample.y_true))
    expect(sample_ids).toEqual(saved.samples.map(({ sample_id }) => sample_id))
  })

  it('rank against no result of cross-validation, and leave the results they came from as they are', async () => {
    const run = await engine.runs.get(saved.saved!.run_id)
    expect(run).toMatchObject({ status: 'completed', best_results: [], prediction_of: { result_id: result.id } })
    const stored = await engine.results.get(saved.saved!.result_id)
    expect(stored).toMatchObject({
      score_partition: 'test',
      dataset: 'fresh_predicted',
      best_score: saved.scores!.rmse,
    })
    expect(stored.scores.val).toBeUndefined()
    expect(await engine.results.get(result.id)).toEqual(result)
    expect(await engine.predictions.list({ dataset: result.dataset })).toHaveLength(result.predictions_count)
  })

  it('without reference values are kept without scores', async () => {
    const made = await engine.predict(result.id, { path: path('unlabelled.csv') }, { save: 'line 2', model: 'w_avg' })
    const record = await engine.predictions.get(made.saved!.prediction_id)
    expect(record).toMatchObject({ dataset: 'line 2', fold_id: 'w_avg', scores: {}, test_score: null })
    const { y_true, sample_ids } = await engine.predictions.arrays(record.id)
    expect(y_true).toEqual(Array(5).fill(Number.NaN))
    expect(sample_ids).toEqual(made.samples.map(({ sample_id }) => sample_id))
    expect(await engine.care.verify()).toEqual([])
  })

  it('come from the model, its result and its files, and lead back', async () => {
    const { from } = await engine.lineage(saved.saved!.result_id)
    expect(from.map(({ kind }) => kind)).toEqual([
      'file',
      'dataset',
      'template',
      'run',
      'result',
      'model',
      'file',
      'dataset',
      'run',
    ])
    expect(from.filter(({ kind }) => kind === 'file').map(({ status }) => status)).toEqual(['valid', 'valid'])
    const { into } = await engine.lineage(result.id)
    expect(into.filter(({ kind }) => kind === 'run').map(({ id }) => id)).toContain(saved.saved!.run_id)
    const model = into.find(({ kind }) => kind === 'model')!
    expect(await engine.lineage(model.id)).toMatchObject({ kind: 'model', into: [{ id: saved.saved!.run_id }] })
  })

  it('have no sample ids once their file has gone or changed', async () => {
    const made = await engine.predict(result.id, { path: path('gone.csv') }, { save: 'gone' })
    writeFileSync(path('gone.csv'), 'sample,1\na,2\n')
    expect((await engine.predictions.arrays(made.saved!.prediction_id)).sample_ids).toBeNull()
    expect((await engine.lineage(made.saved!.result_id)).from.map(({ status }) => status)).toContain('hash_mismatch')
  })

  it('cannot be asked for what only a fit knows', async () => {
    const error = await refused(engine.results.explain(saved.saved!.result_id))
    expect(error).toMatchObject({ code: 'UnsupportedRequest' })
    expect(`${error.message} ${error.hint}`).toContain(`Ask ${result.id}`)
  })

  it.each([
    ['the name of a dataset that models were trained on', () => result.dataset],
    ['an empty name', () => ' '],
  ])('refuse %s', async (_, name) => {
    const work = engine.predict(result.id, { path: path('fresh.csv') }, { save: name() })
    expect(await refused(work)).toMatchObject({ code: 'WrongShape', place: { field: 'save' } })
  })

  it('of own arrays are refused, with what to do', async () => {
    const X = [Array.from({ length: 100 }, (_, j) => 2 + j / 100)]
    const wavelengths = Array.from({ length: 100 }, (_, j) => 850 + (200 * j) / 99)
    const error = await refused(engine.predict(result.id, { X, wavelengths }, { save: 'own' }))
    expect(error).toMatchObject({ code: 'UnsupportedRequest', hint: expect.stringContaining('Write them to a file') })
  })
})
