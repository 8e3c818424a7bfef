import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type PredictionRecord, type ResultRecord, topRecords } from '../../src/core/index.ts'
import { aggregateSamples } from '../../src/core/run/index.ts'
import { smallRequest, tecator, tecatorLines } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-aggregate-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
const file = join(scratch, 'tecator.csv')
let results: readonly ResultRecord[]
let predictions: readonly PredictionRecord[]

beforeAll(async () => {
  writeFileSync(
    file,
    tecatorLines(lines => lines),
  )
  await engine.runs.start(smallRequest({ datasets: [{ ...tecator('fat'), path: file }] }))
  results = await engine.results.list()
  predictions = await engine.predictions.list({ result: results[0]!.id })
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const ids = (partition: string) => predictions.filter(record => record.partition === partition).map(({ id }) => id)

describe('aggregating the folds of a result', () => {
  it('by their mean is the stored average, and by weights the stored weighted one', async () => {
    const scores = results[0]!.scores
    const mean = await engine.predictions.aggregate(ids('test'))
    expect(mean.scores.rmse).toBeCloseTo(scores.avg_test!.rmse!, 10)
    expect(mean.left_out.length).toBe(3)
    expect(mean.predictions.length).toBe(5)
    expect(mean.n_models.every(n => n === 5)).toBe(true)
    const weighted = await engine.predictions.aggregate(ids('test'), { by: 'weighted' })
    expect(weighted.scores.rmse).toBeCloseTo(scores.w_avg_test!.rmse!, 10)
    expect(weighted.scores.rmse).not.toBe(mean.scores.rmse)
  })

  it('of out-of-fold predictions is the pooled score', async () => {
    const pooled = await engine.predictions.aggregate(ids('val'), { by: 'median' })
    expect(pooled.scores.rmse).toBeCloseTo(results[0]!.best_score!, 10)
    expect(pooled.n_samples).toBe(172)
    expect(new Set(pooled.y_sd)).toEqual(new Set([null]))
  })

  it('refuses several partitions, none, and a vote on quantities', async () => {
    const mixed = engine.predictions.aggregate(predictions.map(({ id }) => id))
    await expect(mixed).rejects.toMatchObject({ code: 'UnsupportedRequest' })
    await expect(engine.predictions.aggregate([])).rejects.toMatchObject({ code: 'WrongShape' })
    const vote = engine.predictions.aggregate(ids('test'), { by: 'vote' })
    await expect(vote).rejects.toMatchObject({ code: 'WrongShape', message: expect.stringContaining('mean, median') })
  })
})

describe('aggregated samples', () => {
  const model = (rows: number[], y_pred: number[], weight = 1, probabilities: number[] | null = null) => ({
    rows: Float64Array.from(rows),
    y_true: new Float64Array(rows.length),
    y_pred: Float64Array.from(y_pred),
    probabilities: probabilities && { rows: rows.length, columns: 2, values: Float64Array.from(probabilities) },
    weight,
  })

  it('scale weights to the models that predicted a row, and give the spread', () => {
    const all = aggregateSamples([model([1, 0], [10, 2], 0.75), model([1], [14], 0.25)], 'weighted', null)
    expect([...all.rows]).toEqual([0, 1])
    expect([...all.y_pred]).toEqual([2, 11])
    expect([...all.n_models]).toEqual([1, 2])
    expect(all.sd[1]).toBeCloseTo(Math.sqrt(8))
  })

  it('take the median of quantities', () => {
    const all = aggregateSamples([model([0], [1]), model([0], [2]), model([0], [30])], 'median', null)
    expect([...all.y_pred]).toEqual([2])
  })

  it('vote for classes, where the mean of probabilities may say otherwise', () => {
    const models = [model([0], [0], 1, [0.6, 0.4]), model([0], [0], 1, [0.55, 0.45]), model([0], [1], 1, [0, 1])]
    expect([...aggregateSamples(models, 'vote', 2).y_pred]).toEqual([0])
    expect([...aggregateSamples(models, 'mean', 2).y_pred]).toEqual([1])
  })
})

describe('lineage', () => {
  it('leads from the raw file to a prediction', async () => {
    const { from, into, kind } = await engine.lineage(ids('test')[0]!)
    expect([kind, into]).toEqual(['prediction', []])
    expect(from.map(item => item.kind)).toEqual(['file', 'dataset', 'template', 'run', 'result'])
    expect(from[0]).toMatchObject({ id: file, status: 'valid', hash: expect.stringMatching(/^sha256:/) })
  })

  it('and back from the dataset, the run, the template and the result', async () => {
    const chain = (await engine.lineage(ids('test')[0]!)).from
    const [, dataset, template, run, result] = await Promise.all(
      chain.map(({ id, kind }) => (kind === 'file' ? null : engine.lineage(id))),
    )
    expect(dataset!.into.filter(item => item.kind === 'result').length).toBe(results.length)
    expect(run!.into.length).toBe(results.length)
    expect(template!.into.length).toBeGreaterThan(1)
    const made = result!.into.filter(item => item.kind === 'prediction')
    expect(made.map(({ id }) => id).sort()).toEqual(predictions.map(({ id }) => id).sort())
    expect((await engine.lineage('latest')).kind).toBe('run')
  })

  it('says what has changed since, and what nobody knows', async () => {
    writeFileSync(
      file,
      tecatorLines(lines => lines.slice(0, -1)),
    )
    expect((await engine.lineage('latest')).from[0]!.status).toBe('hash_mismatch')
    rmSync(file)
    expect((await engine.lineage('latest')).from[0]!.status).toBe('missing')
    await expect(engine.lineage('nothing')).rejects.toMatchObject({ code: 'UnknownRecord' })
  })
})

describe('the best of records', () => {
  it('knows the direction by the metric, dataset by dataset', () => {
    const score = (metric: string) => topRecords(results, 2, metric).map(({ scores }) => scores.val![metric]!)
    const all = (metric: string) => results.map(({ scores }) => scores.val![metric]!)
    expect(score('rmse')[0]).toBe(Math.min(...all('rmse')))
    expect(score('r2')[0]).toBe(Math.max(...all('r2')))
    const bias = Math.abs(score('bias')[0]!)
    expect(bias).toBe(Math.min(...all('bias').map(Math.abs)))
    const other = results.map(result => ({ ...result, id: `${result.id}b`, dataset: 'other' }))
    expect(topRecords([...results, ...other], 2).map(({ dataset }) => dataset)).toEqual([
      ...['other', 'other'],
      ...[results[0]!.dataset, results[0]!.dataset],
    ])
  })

  it('refuses unknown metrics and counts that are none', () => {
    expect(() => topRecords(results, 2, 'rsme')).toThrowError(expect.objectContaining({ code: 'UnknownMetric' }))
    expect(() => topRecords(results, 0)).toThrowError(expect.objectContaining({ code: 'WrongShape' }))
    expect(() => topRecords(results, 1, 'accuracy')).toThrowError(expect.objectContaining({ code: 'UnknownField' }))
  })
})
