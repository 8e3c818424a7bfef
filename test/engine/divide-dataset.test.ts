import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEngine, type DatasetSpec, type Engine, type RunEvent } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

let scratch: string
let engine: Engine
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'n4a-divide-'))
  engine = createEngine({ workspace: join(scratch, 'workspace') })
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

const divided = (partition: DatasetSpec['partition']): DatasetSpec => ({ ...tecator('fat'), partition: partition! })
const pls = { name: 'pls', pipeline: [{ _range_: [1, 4], param: 'n_components' }, 'PLSRegression'] }
const request = (partition: DatasetSpec['partition'], folds: Record<string, unknown> = { n_splits: 3 }) =>
  smallRequest({ templates: [pls], datasets: [divided(partition)], config: { folds } })

describe('a partition by a splitter', () => {
  it('is a random one with seed 42 where nothing else is said, and the note says so', async () => {
    const [described] = await engine.datasets.describe(divided({ test_size: 0.2 }))
    const { record, notes } = described!
    expect(record).toMatchObject({ n_samples: 215, n_train: 172, n_test: 43 })
    expect(record.partition).toEqual({ test_size: 0.2, splitter: 'ShuffleSplit', random_state: 42 })
    expect(notes.join('\n')).toMatch(
      /ShuffleSplit and random_state 42 \(splitter and random_state not given\): 172 .* 43/,
    )
  })

  it('is that of the splitter named, with test rows that no fold sees', async () => {
    const run = await engine.runs.start(request({ test_size: 43, splitter: 'SPXY' }))
    expect(run).toMatchObject({ status: 'completed', failed_results: 0 })
    const [best] = await engine.results.list({ limit: 1 })
    const rows = await engine.predictions.list({ result: best!.id, where: 'fold=avg' })
    const indices: Record<string, readonly number[]> = {}
    for (const { id, partition } of rows) indices[partition] = (await engine.predictions.arrays(id)).sample_indices
    expect(indices.test).toHaveLength(43)
    const all = [...indices.val!, ...indices.test!].sort((a, b) => a - b)
    expect(all).toEqual(Array.from({ length: 215 }, (_, i) => i))
  })

  it('keeps the samples of a group together', async () => {
    // Tecator's sets hold 129, 43 and 43 samples: one of them is a third of the groups.
    const [share] = await engine.datasets.describe({ ...divided({ test_size: 0.3 }), group: 'set' })
    expect(share!.record.n_test).toBeOneOf([43, 129])
    const [two] = await engine.datasets.describe({ ...divided({ test_size: 2 }), group: 'set' })
    expect(two!.record.n_train).toBeOneOf([43, 129])
  })

  it('is the same when the run is resumed', async () => {
    const stop = new AbortController()
    const onEvent = (event: RunEvent) => {
      if (event.type === 'results') stop.abort()
    }
    const wide = { name: 'wide', pipeline: [{ _or_: [null, 'SNV', 'Detrend'] }, { class: 'PLSRegression' }] }
    const asked = { ...request({ test_size: 0.25 }), templates: [wide] }
    const paused = await engine.runs.start(asked, { signal: stop.signal, onEvent })
    expect(paused.status).toBe('paused')
    expect(await engine.runs.resume(paused.id)).toMatchObject({ status: 'completed', completed_results: 3 })
    const rows = await engine.predictions.list({ where: 'fold=avg partition=test' })
    expect(rows).toHaveLength(3)
    const tested = await Promise.all(rows.map(async ({ id }) => (await engine.predictions.arrays(id)).sample_indices))
    expect(tested[1]).toEqual(tested[0])
    expect(tested[2]).toEqual(tested[0])
  })

  const wrong = [
    [{ test_size: 0.2, splitter: 'KFold' }, 'UnsupportedRequest', 'datasets[0].partition.splitter', /SPXYSplitter/],
    [{ test_size: 0.2, splitter: 'SPXZ' }, 'UnknownSplitter', 'datasets[0].partition.splitter', /SPXY/],
    [{ test_size: 0.2, splitter: 'GroupShuffleSplit' }, 'MissingGroups', 'datasets[0].partition', /group: COLUMN/],
    [{ test_size: 215 }, 'TooFewSamples', 'datasets[0].partition', /./],
    [{ test_size: 0.2, splitter: 'LeaveOneGroupOut' }, 'UnsupportedRequest', 'datasets[0].partition.splitter', /./],
  ] as const
  it.each(wrong)('such as %j is refused before anything is written', async (partition, code, field, hint) => {
    const place = expect.objectContaining({ field })
    await expect(engine.runs.start(request(partition))).rejects.toThrow(
      expect.objectContaining({ code, place, hint: expect.stringMatching(hint) }),
    )
    expect(await engine.runs.list()).toEqual([])
  })
})

describe('a run with folds', () => {
  const folds = [
    { splitter: 'ShuffleSplit', n_splits: 2, test_size: 0.2, train_size: 0.3 },
    { splitter: 'RepeatedKFold', n_splits: 3, n_repeats: 2 },
    { splitter: 'TimeSeriesSplit', n_splits: 3, max_train_size: 40, gap: 2 },
    { splitter: 'KennardStone', test_size: 0.3 },
    { splitter: 'SPXYFold', n_splits: 3 },
    { splitter: 'VenetianBlinds', n_splits: 4 },
  ]
  it.each(folds)('of $splitter completes, with a score of the rows that validated', async config => {
    const run = await engine.runs.start(request({ test_size: 0.2 }, config))
    expect(run).toMatchObject({ status: 'completed', completed_results: 4, failed_results: 0 })
    const [best] = await engine.results.list({ limit: 1 })
    expect(best!.best_score).toBeGreaterThan(0)
    const rows = await engine.predictions.list({ result: best!.id })
    expect(rows.filter(({ partition }) => partition === 'val').length).toBeGreaterThan(1)
    const [val] = rows.filter(({ partition, fold_id }) => partition === 'val' && fold_id === 'avg')
    expect((await engine.predictions.arrays(val!.id)).y_pred.every(Number.isFinite)).toBe(true)
  })
})
