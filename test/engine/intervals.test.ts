import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type ResultRecord } from '../../src/core/index.ts'
import { smallRequest, tecator, tecatorLines } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-intervals-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
const pls = { name: 'pls', pipeline: ['SNV', { model: { class: 'PLSRegression', params: { n_components: 5 } } }] }
const replicated = join(scratch, 'replicated.csv')
let alone: ResultRecord
let grouped: ResultRecord
beforeAll(async () => {
  const start = async (datasets: Parameters<typeof smallRequest>[0]) => {
    const run = await engine.runs.start(smallRequest({ templates: [pls], ...datasets }))
    return (await engine.results.list({ run: run.id }))[0]!
  }
  alone = await start({ datasets: [tecator('fat')] })
  // Four neighbouring rows each count as replicates.
  const text = tecatorLines(lines => lines.map((line, i) => `${line},${i === 0 ? 'batch' : `b${Math.floor(i / 4)}`}`))
  writeFileSync(replicated, text)
  grouped = await start({ datasets: [{ ...tecator('fat'), path: replicated, name: 'replicated', group: 'batch' }] })
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('intervals of a result', () => {
  it('are there for each part with predictions, around the recorded score', async () => {
    const intervals = await engine.results.intervals(alone.id)
    expect(intervals.map(({ part }) => part)).toEqual([
      'val',
      'test',
      'avg_test',
      'w_avg_test',
      'final_train',
      'final_test',
    ])
    for (const { part, metric, score, low, high, ...facts } of intervals) {
      expect(metric).toBe('rmse')
      expect(score).toBeCloseTo(alone.scores[part]!.rmse!, 10)
      expect(low!).toBeLessThan(score!)
      expect(high!).toBeGreaterThan(score!)
      expect(facts).toMatchObject({
        confidence: 0.95,
        n_resamples: 2000,
        random_state: 0,
        resampled: 'samples',
        note: null,
      })
      expect(facts.n_resampled).toBe(facts.n_samples)
    }
    expect(intervals[0]).toMatchObject({ n_samples: 172 })
    expect(intervals[5]).toMatchObject({ n_samples: 43 })
  })

  it('repeat with a seed, and tell of metrics that are stored nowhere, by any of their names', async () => {
    const ask = (random_state: number) =>
      engine.results.intervals(alone.id, {
        metric: 'median_absolute_error',
        part: 'val',
        n_resamples: 200,
        random_state,
      })
    const [first] = await ask(5)
    expect(first).toMatchObject({ metric: 'median_ae', part: 'val', random_state: 5 })
    expect(alone.scores.val).not.toHaveProperty('median_ae')
    expect(first!.low!).toBeLessThan(first!.high!)
    expect(await ask(5)).toEqual([first])
    expect(await ask(6)).not.toEqual([first])
  })

  it('are corrected for bias and skewness where asked', async () => {
    const ask = (method: 'percentile' | 'BCa') => engine.results.intervals(alone.id, { part: 'val', method })
    const [[percentile], [corrected]] = await Promise.all([ask('percentile'), ask('BCa')])
    expect(corrected).toMatchObject({ method: 'BCa', score: percentile!.score })
    // A root mean square is skewed to the right, which the percentiles understate.
    expect(corrected!.high!).toBeGreaterThan(percentile!.high!)
  })

  it('draw replicates together, and say where they cannot any more', async () => {
    const [together] = await engine.results.intervals(grouped.id, { part: 'val' })
    expect(together).toMatchObject({ resampled: 'groups', n_samples: 172, note: null })
    expect(together!.n_resampled).toBeLessThan(60)
    const [few] = await engine.results.intervals(grouped.id, { part: 'final_test' })
    expect(few!.note).toBe(`Rough: it rests on ${few!.n_resampled} only.`)
    appendFileSync(replicated, '\n')
    const [apart] = await engine.results.intervals(grouped.id, { part: 'val' })
    expect(apart).toMatchObject({ resampled: 'samples', n_resampled: 172, note: expect.stringContaining('too narrow') })
    expect(apart!.score).toBe(together!.score)
  })

  it('draw repeated predictions of one sample together', async () => {
    const folds = { splitter: 'RepeatedKFold', n_splits: 3, n_repeats: 2, random_state: 1 }
    const run = await engine.runs.start(
      smallRequest({ templates: [pls], datasets: [tecator('fat')], config: { folds, refit: 'none' } }),
    )
    const [result] = await engine.results.list({ run: run.id })
    const [interval] = await engine.results.intervals(result!.id, { part: 'val' })
    expect(interval).toMatchObject({ n_samples: 344, resampled: 'samples', n_resampled: 172 })
  })

  it('refuse what they cannot be made of', async () => {
    const wrong = [
      [{ metric: 'rsme' }, 'UnknownMetric'],
      [{ metric: 'accuracy' }, 'UnsupportedRequest'],
      [{ part: 'train' as 'val' }, 'WrongShape'],
      [{ method: 'basic' as 'BCa' }, 'WrongShape'],
      [{ confidence: 95 }, 'WrongShape'],
      [{ confidence: Number.NaN }, 'WrongShape'],
      [{ n_resamples: 0 }, 'WrongShape'],
      [{ random_state: -1 }, 'WrongShape'],
    ] as const
    for (const [request, code] of wrong) {
      await expect(engine.results.intervals(alone.id, request)).rejects.toMatchObject({ code, kind: 'input' })
    }
    const unrefitted = await engine.runs.start(
      smallRequest({ templates: [pls], datasets: [tecator('fat')], config: { refit: 'none' } }),
    )
    const [result] = await engine.results.list({ run: unrefitted.id })
    await expect(engine.results.intervals(result!.id, { part: 'final_test' })).rejects.toMatchObject({
      code: 'UnsupportedRequest',
    })
  })
})

it('a run may name its metric by an alias; records hold the name', async () => {
  const run = await engine.runs.start(
    smallRequest({ templates: [pls], datasets: [tecator('fat')], config: { metric: 'mean_absolute_error' } }),
  )
  expect(run.config.metric).toBe('mae')
  const [result] = await engine.results.list({ run: run.id })
  expect(result).toMatchObject({ metric: 'mae', best_score: result!.scores.val!.mae })
})
