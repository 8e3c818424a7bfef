import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngine } from '../../../src/core/index.ts'
import { temporaryFolder } from '../support/workspace.ts'
import { madeScores } from './support/experiment.ts'
import { makeDuckdb, makeJson, makeParquet, makeSqlite } from './support/make-stores.ts'
import { samples, treeOf } from './support/samples.ts'

const formats = [
  ['sqlite', makeSqlite],
  ['duckdb', makeDuckdb],
  ['parquet', makeParquet],
  ['json', makeJson],
] as const

describe.each(formats)('a store of the format %s', (format, make) => {
  it('is listed with the scores that its folds bear out, and stays as it is', async () => {
    const workspace = temporaryFolder()
    await make(workspace)
    const before = treeOf(workspace)
    const engine = createEngine({ workspace })
    const [run, ...others] = await engine.runs.list()
    const results = await engine.results.list()
    const predictions = await engine.predictions.list()
    expect(others).toEqual([])
    expect(run).toMatchObject({
      status: 'completed',
      total_results: 2,
      foreign: { format, path: workspace, inferred: format === 'parquet' || format === 'json' },
    })
    expect(results.map(({ best_score, score_partition }) => [best_score?.toFixed(9), score_partition])).toEqual(
      madeScores.map(score => [score.toFixed(9), 'val']),
    )
    expect(results.map(({ params }) => params.n_components)).toEqual([2, 3])
    expect(predictions).toHaveLength(24)
    const [one] = await engine.predictions.list({ where: 'fold:1 partition:val' })
    const arrays = await engine.predictions.arrays(one!.id)
    expect(arrays.sample_indices).toEqual([1, 4, 7, 10])
    expect(arrays.y_true).toEqual([11, 14, 17, 20])
    const comparison = await engine.results.compare(results.map(({ id }) => id))
    expect(comparison.n_samples).toBe(12)
    const [interval] = await engine.results.intervals(results[0]!.id, { part: 'val', n_resamples: 10 })
    expect(interval!.score).toBeCloseTo(madeScores[0]!, 9)
    expect(treeOf(workspace)).toEqual(before)
  })

  it('refuses to be written to, with a word on what to do', async () => {
    const workspace = temporaryFolder()
    await make(workspace)
    const engine = createEngine({ workspace })
    const [run] = await engine.runs.list()
    for (const attempt of [
      () => engine.runs.resume(run!.id),
      () => engine.runs.cancel(run!.id),
      () => engine.care.compact(),
      () => engine.care.rebuildSummaries(),
      () => engine.templates.save({ name: 'x', text: '[]', format: 'json' } as never),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'ReadOnlyWorkspace', kind: 'storage' })
    }
  })
})

describe('where stores stand', () => {
  it('several formats in one folder are all listed', async () => {
    const workspace = temporaryFolder()
    for (const [, make] of formats) await make(workspace)
    const engine = createEngine({ workspace })
    const runs = await engine.runs.list()
    const results = await engine.results.list()
    expect(runs.map(({ foreign }) => foreign!.format).sort()).toEqual(['duckdb', 'json', 'parquet', 'sqlite'])
    expect(new Set(results.map(({ id }) => id)).size).toBe(8)
    for (const { id } of results) expect(await engine.predictions.list({ result: id })).toHaveLength(12)
    for (const { id } of runs) expect(await engine.results.list({ run: id })).toHaveLength(2)
  })

  it('a parent folder that holds workspace/ is taken for it', async () => {
    const parent = temporaryFolder()
    mkdirSync(join(parent, 'workspace'))
    await makeSqlite(join(parent, 'workspace'))
    expect(await createEngine({ workspace: parent }).results.list()).toHaveLength(2)
  })
})

describe('a run.yaml', () => {
  it('is a run without results, for it names none', async () => {
    const workspace = temporaryFolder()
    makeParquet(workspace)
    const folder = join(workspace, 'runs', 'made', '_runs', '2026-01-09_Sweep_b42ddc')
    mkdirSync(folder, { recursive: true })
    const text = `run_id: 2026-01-09_Sweep_b42ddc\nname: Sweep\nstatus: completed\ncreated_at: '2026-01-09T00:00:00+00:00'\n`
    writeFileSync(join(folder, 'run.yaml'), `${text}templates:\n- id: t1\n  name: PLS\ntotal_results_expected: 6\n`)
    const engine = createEngine({ workspace })
    const [sweep, made] = await engine.runs.list()
    expect(sweep).toMatchObject({ name: 'Sweep', total_results: 0, foreign: { format: 'run_yaml', inferred: false } })
    expect(sweep!.warnings.join()).toContain('0 of 6 results of PLS')
    expect(made).toMatchObject({ name: 'made', total_results: 2 })
    expect(await engine.results.list()).toHaveLength(2)
  })

  it.skipIf(samples === undefined)('of a real build is read', async () => {
    const engine = createEngine({ workspace: join(samples!, 'v0.6.3_run_yaml_api_only') })
    expect(await engine.runs.list()).toMatchObject([{ name: 'Protein Sweep', status: 'completed' }])
  })
})

describe('without the optional package', () => {
  afterEach(() => {
    vi.doUnmock('@duckdb/node-api')
  })

  it('a DuckDB store says what to install, and the stores beside it are there', async () => {
    const workspace = temporaryFolder()
    mkdirSync(join(workspace, 'alone'))
    await makeDuckdb(workspace)
    await makeDuckdb(join(workspace, 'alone'))
    makeParquet(workspace)
    vi.doMock('@duckdb/node-api', () => {
      throw new Error('Cannot find package')
    })
    expect(await createEngine({ workspace }).results.list()).toHaveLength(2)
    await expect(createEngine({ workspace: join(workspace, 'alone') }).results.list()).rejects.toMatchObject({
      code: 'MissingPackage',
      message: expect.stringContaining('@duckdb/node-api'),
    })
  })
})
