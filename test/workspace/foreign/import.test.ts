import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/core/index.ts'
import { temporaryFolder } from '../support/workspace.ts'
import { makeDuckdb, makeJson, makeParquet, makeSqlite } from './support/make-stores.ts'
import { sampleNames, samples, treeOf } from './support/samples.ts'

const formats = [
  ['sqlite', makeSqlite],
  ['duckdb', makeDuckdb],
  ['parquet', makeParquet],
  ['json', makeJson],
] as const

async function imported(source: string, workspace = join(temporaryFolder(), 'ours')) {
  const engine = createEngine({ workspace })
  return { engine, workspace, report: await engine.care.import(source) }
}

describe.each(formats)('a copy of a store of the format %s', (_format, make) => {
  it('has the same results, predictions and arrays, and leaves the source as it is', async () => {
    const source = temporaryFolder()
    await make(source)
    const before = treeOf(source)
    const { engine, report } = await imported(source)
    const there = createEngine({ workspace: source })
    expect(treeOf(source)).toEqual(before)
    expect(report.runs).toMatchObject([{ outcome: 'imported', results: 2, predictions: 24 }])
    const [ours, theirs] = [await engine.results.list(), await there.results.list()]
    const essence = (results: typeof ours) => results.map(({ run_id, ...result }) => result)
    expect(essence(ours)).toEqual(essence(theirs))
    const [run] = await engine.runs.list()
    expect(run).toMatchObject({ status: 'completed', foreign: { path: source, imported_at: expect.any(String) } })
    const [copy] = await engine.predictions.list({ where: 'fold:1 partition:val' })
    const [original] = await there.predictions.list({ where: 'fold:1 partition:val' })
    expect(await engine.predictions.arrays(copy!.id)).toEqual(await there.predictions.arrays(original!.id))
    expect(copy!.val_score).toBeCloseTo(ours[0]!.scores.val ? copy!.scores.rmse! : Number.NaN, 12)
    expect(await engine.care.verify()).toEqual([])
    const comparison = await engine.results.compare(ours.map(({ id }) => id))
    expect(comparison.n_samples).toBe(12)
  })

  it('made twice is there once', async () => {
    const source = temporaryFolder()
    await make(source)
    const { engine, workspace } = await imported(source)
    const again = await imported(source, workspace)
    expect(again.report.runs).toMatchObject([{ outcome: 'present', results: 0 }])
    expect(await engine.results.list()).toHaveLength(2)
    expect(await engine.predictions.list()).toHaveLength(24)
    expect(await engine.runs.list()).toHaveLength(1)
  })
})

describe('importing', () => {
  it('tells of what could not be carried', async () => {
    const source = temporaryFolder()
    await makeSqlite(source, { sql: [`update predictions set n_samples = 7 where rowid = 1`] })
    const { report, engine } = await imported(source)
    expect(report.runs[0]).toMatchObject({ results: 2, predictions: 23 })
    expect(report.not_carried.map(({ what }) => what)).toEqual([
      'predictions whose arrays cannot be read',
      'places of datasets',
    ])
    expect(report.not_carried[0]!.reason).toMatch(/elements where its prediction has 7/)
    expect(await engine.predictions.list()).toHaveLength(23)
  })

  it('refuses what is not of the Python library, and a target that is', async () => {
    const [source, target] = [temporaryFolder(), temporaryFolder()]
    makeJson(source)
    makeParquet(target)
    const engine = createEngine({ workspace: temporaryFolder() })
    await expect(engine.care.import(temporaryFolder())).rejects.toMatchObject({ code: 'NotForeign' })
    await expect(createEngine({ workspace: target }).care.import(source)).rejects.toMatchObject({
      code: 'ReadOnlyWorkspace',
    })
  })

  it('resumes no copied run, for its data are elsewhere', async () => {
    const source = temporaryFolder()
    await makeSqlite(source, { sql: [`update runs set status = 'running', completed_at = null`] })
    const { engine } = await imported(source)
    const [run] = await engine.runs.list()
    expect(run!.status).toBe('paused')
    await expect(engine.runs.resume(run!.id)).rejects.toMatchObject({ code: 'UnsupportedRequest' })
  })

  it('adds what a run that had not ended has got since', async () => {
    const source = temporaryFolder()
    const running = `update runs set status = 'running', completed_at = null`
    const less = temporaryFolder()
    await makeSqlite(less, {
      sql: [running, 'delete from pipelines where rowid = 2', `delete from predictions where chain_id = 'chain1'`],
    })
    await makeSqlite(source, { sql: [running] })
    const { engine, workspace } = await imported(less)
    expect(await engine.results.list()).toHaveLength(1)
    const { report } = await imported(source, workspace)
    expect(report.runs).toMatchObject([{ outcome: 'continued', results: 1, predictions: 12 }])
    expect(await engine.results.list()).toHaveLength(2)
  })
})

describe.skipIf(samples === undefined).each(sampleNames)('a copy of %s', name => {
  it('looks like its source', async () => {
    const source = join(samples!, name)
    const { engine, report } = await imported(source)
    const there = createEngine({ workspace: source })
    const essence = (results: Awaited<ReturnType<typeof there.results.list>>) =>
      results.map(({ run_id, ...result }) => result)
    expect(essence(await engine.results.list())).toEqual(essence(await there.results.list()))
    expect(await engine.predictions.list()).toHaveLength((await there.predictions.list()).length)
    expect(report.not_carried.filter(({ what }) => what.startsWith('predictions'))).toEqual([])
    expect(await engine.care.verify()).toEqual([])
  })
})
