import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createEngine, defineTransform, type Engine, type RunEvent } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-retry-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A step that fails as a full memory would: for a while. */
let broken = true
const fragile = defineTransform({
  name: 'fragile',
  transform: X => {
    if (broken) throw new RangeError('out of memory')
    return X.map(row => row.map(value => value * 2))
  },
})

const pls = { model: { class: 'PLSRegression', params: { n_components: 6 } } }
const request = (pipelines: readonly (readonly unknown[])[]) =>
  smallRequest({
    templates: pipelines.map((pipeline, i) => ({ name: `t${i}`, pipeline })),
    datasets: [tecator('fat')],
    config: { folds: { splitter: 'KFold', n_splits: 3 } },
  })

let workspaces = 0
let engine: Engine
beforeEach(() => {
  broken = true
  workspaces += 1
  engine = createEngine({ workspace: join(scratch, `w${workspaces}`), operators: [fragile] })
})

describe('a retry', () => {
  it('computes the failed results of a completed run once more, and no others', async () => {
    const run = await engine.runs.start(
      request([
        ['SNV', pls],
        ['fragile', pls],
      ]),
    )
    expect(run).toMatchObject({ status: 'completed', completed_results: 1, failed_results: 1 })
    const first = (await engine.results.list({ where: 'status:completed' }))[0]!
    broken = false
    const events: RunEvent[] = []
    const again = await engine.runs.retry(run.id, { onEvent: event => events.push(event) })
    expect(again).toMatchObject({ status: 'completed', completed_results: 2, failed_results: 0 })
    const results = await engine.results.list({})
    expect(results.map(({ status }) => status)).toEqual(['completed', 'completed'])
    expect(results.find(({ id }) => id === first.id)?.created_at).toBe(first.created_at)
    const computed = events.flatMap(event => (event.type === 'results' ? event.results : [])).map(({ id }) => id)
    expect(computed).not.toContain(first.id)
    for (const { id, predictions_count } of results) {
      expect(await engine.predictions.list({ result: id })).toHaveLength(predictions_count)
    }
    expect(await engine.care.verify()).toEqual([])
  })

  it('of a failed run forgets why it had failed', async () => {
    const run = await engine.runs.start(request([['fragile', pls]]))
    expect(run).toMatchObject({ status: 'failed', error: 'Every result failed.' })
    broken = false
    const again = await engine.runs.retry('latest')
    expect(again.status).toBe('completed')
    expect(again.error ?? null).toBeNull()
    expect(again.best_results).toHaveLength(1)
  })

  it('that fails again tells the later reason, and never puts a failure in the place of a result', async () => {
    const run = await engine.runs.start(
      request([
        ['SNV', pls],
        ['fragile', pls],
      ]),
    )
    const before = await engine.results.list({ where: 'status:failed' })
    const again = await engine.runs.retry(run.id)
    expect(again).toMatchObject({ status: 'completed', completed_results: 1, failed_results: 1 })
    const after = await engine.results.list({ where: 'status:failed' })
    expect(after).toHaveLength(1)
    expect(after[0]!.created_at > before[0]!.created_at).toBe(true)
  })

  it('is refused where nothing failed, and a resume of a completed run as ever', async () => {
    const run = await engine.runs.start(request([['SNV', pls]]))
    await expect(engine.runs.retry(run.id)).rejects.toMatchObject({ code: 'NothingToRetry' })
    await expect(engine.runs.resume(run.id)).rejects.toMatchObject({ code: 'WrongTransition' })
    expect((await engine.runs.get(run.id)).status).toBe('completed')
  })
})

describe('a deleted run', () => {
  it('is out of every listing, and back with its results', async () => {
    const run = await engine.runs.start(request([['SNV', pls]]))
    expect(await engine.runs.delete(['latest'])).toMatchObject([{ id: run.id, results: 1, stored_models: 1 }])
    expect(await engine.runs.list()).toEqual([])
    expect(await engine.results.list({})).toEqual([])
    expect(await engine.models.list()).toEqual([])
    await expect(engine.runs.get(run.id)).rejects.toMatchObject({ code: 'UnknownRecord' })
    expect((await engine.runs.restore('latest')).id).toBe(run.id)
    expect(await engine.models.list()).toHaveLength(1)
    await engine.runs.delete([run.id])
    expect((await engine.care.compact()).removed_runs).toEqual([run.id])
    expect((await engine.care.info()).bytes).toMatchObject({ binaries: 0, predictions: 0, arrays: 0 })
    await expect(engine.runs.restore(run.id)).rejects.toMatchObject({ code: 'UnknownRecord' })
  })
})
