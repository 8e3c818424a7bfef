import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../../src/core/index.ts'
import { sampleCopy, sampleNames, samples, treeOf } from './support/samples.ts'

const withSamples = describe.skipIf(samples === undefined)

interface Expected {
  readonly tables?: Readonly<Record<string, number>>
  readonly parquet?: Readonly<Record<string, { readonly rows: number }>>
  readonly avg_val_rows?: readonly { readonly dataset: string; readonly val: number }[]
}

const expected = samples
  ? (JSON.parse(readFileSync(join(samples, 'EXPECTED.json'), 'utf8')) as Record<string, Expected>)
  : {}

const predictionsOf = ({ tables, parquet = {} }: Expected) =>
  tables?.predictions ??
  Object.entries(parquet)
    .filter(([name]) => name.endsWith('.meta.parquet'))
    .reduce((sum, [, { rows }]) => sum + rows, 0)

/** Everything that can be asked. */
async function askEverything(engine: Engine) {
  const runs = await engine.runs.list()
  const results = await engine.results.list()
  const predictions = await engine.predictions.list()
  for (const run of runs) {
    await engine.runs.get(run.id)
    for await (const _ of engine.runs.watch(run.id)) break
    await engine.results.list({ run: run.id })
  }
  for (const result of results) {
    await engine.results.get(result.id)
    await engine.predictions.list({ result: result.id })
    await engine.results.intervals(result.id, { n_resamples: 10 })
  }
  for (const { id } of predictions.slice(0, 60)) await engine.predictions.arrays(id)
  const wheat = results.filter(({ dataset }) => dataset === 'wheat_small')
  const comparison = await engine.results.compare(wheat.slice(0, 3).map(({ id }) => id))
  await engine.templates.list()
  await engine.datasets.list()
  await engine.care.info()
  await engine.care.verify()
  return { runs, results, predictions, comparison }
}

withSamples.each(sampleNames)('%s', name => {
  it('holds what its own files hold, and nothing in it changes', async () => {
    const workspace = sampleCopy(name)
    const before = treeOf(workspace)
    const { runs, results, predictions, comparison } = await askEverything(createEngine({ workspace }))
    expect(treeOf(workspace)).toEqual(before)
    expect(predictions).toHaveLength(predictionsOf(expected[name]!))
    expect(runs).toHaveLength(expected[name]!.tables?.runs ?? 4)
    expect(results).toHaveLength(10)
    expect(comparison.n_samples).toBe(60)
    expect(runs.every(({ foreign }) => foreign?.inferred === (expected[name]!.tables === undefined))).toBe(true)
    expect(new Set(predictions.map(({ id }) => id)).size).toBe(predictions.length)
  })

  it('shows the same experiment as every other version', async () => {
    const engine = createEngine({ workspace: join(samples!, name) })
    const results = (await engine.results.list()).filter(({ dataset }) => dataset !== 'corn_small')
    const shown = results.map(({ dataset, params, metric, best_score, score_partition, n_samples }) => {
      const { n_estimators, n_components, preprocessing } = params
      return [
        dataset,
        preprocessing,
        n_components ?? n_estimators,
        metric,
        best_score?.toFixed(6),
        score_partition,
        n_samples,
      ]
    })
    expect(shown).toEqual([
      ['variety_cls', 'Std', 7, 'balanced_accuracy', '0.626984', 'val', 80],
      ['wheat_small', 'MinMax>1stDer', 4, 'rmse', '24.374768', 'val', 80],
      ['wheat_small', 'MinMax>SNV', 2, 'rmse', '24.462977', 'val', 80],
      ['wheat_small', 'MinMax>1stDer', 2, 'rmse', '25.036842', 'val', 80],
      ['wheat_small', 'MinMax>1stDer', 6, 'rmse', '25.333491', 'val', 80],
      ['wheat_small', 'MinMax>SNV', 4, 'rmse', '25.778692', 'val', 80],
      ['wheat_small', 'Std', 5, 'rmse', '29.952453', 'val', 80],
      ['wheat_small', 'MinMax>SNV', 6, 'rmse', '33.413500', 'val', 80],
    ])
  })

  it('ranks by what the out-of-fold arrays give', async () => {
    const engine = createEngine({ workspace: join(samples!, name) })
    for (const { id, best_score, scores } of await engine.results.list({ dataset: 'wheat_small' })) {
      const [interval] = await engine.results.intervals(id, { part: 'val', metric: 'rmse', n_resamples: 1 })
      expect(interval!.score).toBeCloseTo(best_score!, 5)
      expect(interval!.n_samples).toBe(60)
      expect(scores.val!.rmse).toBe(best_score)
    }
  })
})

withSamples('averages that are in-sample', () => {
  it.each(['v0.4.2_parquet_dated', 'v0.7.1_duckdb'])('are shown, flagged, and rank nothing in %s', async name => {
    const engine = createEngine({ workspace: join(samples!, name) })
    const [best] = await engine.results.list({ dataset: 'wheat_small' })
    const rows = await engine.predictions.list({ result: best!.id })
    expect(best!.warnings.join()).toContain('in-sample')
    expect(rows.filter(({ partition, fold_id }) => partition === 'val' && fold_id === 'avg')).toEqual([])
    expect(rows.filter(({ fold_id }) => fold_id === 'avg_in_sample')).toHaveLength(1)
  })
})

withSamples('refits', () => {
  it('join the result they refit, and their meaningless validation score is left out', async () => {
    for (const [name, final] of [
      ['v0.11.0_sqlite_parquet', 13.30939212252823],
      ['v0.8.2_duckdb_parquet', undefined],
    ] as const) {
      const engine = createEngine({ workspace: join(samples!, name) })
      const results = await engine.results.list({ dataset: 'wheat_small' })
      const refitted = results.filter(({ scores }) => scores.final_test)
      expect(refitted).toHaveLength(2)
      if (final) expect(refitted[0]!.scores.final_test!.rmse).toBe(final)
      const rows = await engine.predictions.list({ result: refitted[0]!.id })
      expect(rows.filter(({ fold_id }) => fold_id === 'final').map(({ val_score }) => val_score)).toEqual([null, null])
    }
  })
})

withSamples('branches', () => {
  it('are members of one result, named as their predictions name them', async () => {
    const engine = createEngine({ workspace: join(samples!, 'v0.11.0_sqlite_parquet') })
    const [result] = await engine.results.list({ where: 'template:branchy' })
    const rows = await engine.predictions.list({ result: result!.id })
    expect(result).toMatchObject({ best_member: 1, preprocessings: 'MinMax>1stDer' })
    expect(result!.warnings.join()).toContain('calls a preprocessing')
    expect(new Set(rows.map(row => `${row.member} ${row.branch_name} ${row.preprocessings}`))).toEqual(
      new Set(['0 snv MinMax>SNV', '1 d1 MinMax>1stDer']),
    )
  })
})
