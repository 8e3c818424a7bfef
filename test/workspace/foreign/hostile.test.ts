import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { createEngine, resultsTable } from '../../../src/core/index.ts'
import { temporaryFolder } from '../support/workspace.ts'
import { madeRows } from './support/experiment.ts'
import { makeJson, makeParquet, makeSqlite, type StoreChange, writeArrays } from './support/make-stores.ts'
import { treeOf } from './support/samples.ts'

async function sqlite(change?: StoreChange) {
  const workspace = temporaryFolder()
  await makeSqlite(workspace, change)
  return { workspace, engine: createEngine({ workspace }) }
}

const damaged = (reason: RegExp) => ({ code: 'DamagedFile', message: expect.stringMatching(reason) })

describe('a store that cannot be read', () => {
  it('is named when it is cut off', async () => {
    const { workspace, engine } = await sqlite()
    truncateSync(join(workspace, 'store.sqlite'), 5000)
    await expect(engine.results.list()).rejects.toMatchObject(damaged(/store\.sqlite.*SQLite cannot read it/))
  })

  it('is named when it is empty, and when it is another file', async () => {
    for (const content of ['', 'not a database, but long enough to be taken for one'.repeat(100)]) {
      const { workspace, engine } = await sqlite()
      writeFileSync(join(workspace, 'store.sqlite'), content)
      await expect(engine.runs.list()).rejects.toMatchObject(damaged(/store\.sqlite/))
    }
  })

  it('is named when it is a folder', async () => {
    for (const name of ['store.sqlite', 'store.duckdb']) {
      const workspace = temporaryFolder()
      mkdirSync(join(workspace, name))
      await expect(createEngine({ workspace }).results.list()).rejects.toMatchObject(damaged(/it is not a file/))
    }
  })

  it('does not hide the stores beside it, and is told', async () => {
    const workspace = temporaryFolder()
    makeParquet(workspace)
    writeFileSync(join(workspace, 'store.sqlite'), 'nonsense')
    writeFileSync(join(workspace, 'store.duckdb'), 'nonsense')
    const engine = createEngine({ workspace })
    const [run] = await engine.runs.list()
    const [sqliteProblem, duckdbProblem] = await engine.care.verify()
    expect(await engine.results.list()).toHaveLength(2)
    expect(run!.warnings.join()).toMatch(/Left out: .*store\.sqlite/)
    expect(sqliteProblem!.what).toContain('store.sqlite')
    expect(duckdbProblem!.what).toContain('store.duckdb')
  })

  it('leaves the other datasets of Parquet files', async () => {
    const workspace = temporaryFolder()
    makeParquet(workspace)
    copyFileSync(join(workspace, 'made.meta.parquet'), join(workspace, 'other.meta.parquet'))
    truncateSync(join(workspace, 'other.meta.parquet'), 200)
    const engine = createEngine({ workspace })
    expect(await engine.results.list()).toHaveLength(2)
    expect((await engine.care.verify()).map(({ what }) => what).join()).toContain('other.meta.parquet')
  })

  it('leaves configurations whose manifest is no YAML', async () => {
    const workspace = temporaryFolder()
    makeParquet(workspace)
    writeFileSync(join(workspace, 'runs', 'made', '0001_made_000000', 'manifest.yaml'), 'a: [1\nb: }')
    const engine = createEngine({ workspace })
    expect(await engine.results.list()).toHaveLength(2)
    expect((await engine.care.verify())[0]!.what).toMatch(/manifest\.yaml.*not YAML/)
  })

  it('leaves the other datasets of JSON files', async () => {
    const workspace = temporaryFolder()
    makeJson(workspace)
    mkdirSync(join(workspace, 'broken'))
    writeFileSync(join(workspace, 'broken', 'predictions.json'), '[{"id": ')
    const engine = createEngine({ workspace })
    expect(await engine.results.list()).toHaveLength(2)
    expect((await engine.care.verify())[0]!.what).toContain('no list of predictions')
  })
})

describe('what leads out of the folder is not followed', () => {
  it('a store that is a link to a file elsewhere', async () => {
    const { workspace, engine } = await sqlite()
    const elsewhere = join(temporaryFolder(), 'store.sqlite')
    renameSync(join(workspace, 'store.sqlite'), elsewhere)
    symlinkSync(elsewhere, join(workspace, 'store.sqlite'))
    await expect(engine.results.list()).rejects.toMatchObject(damaged(/a link out of the workspace/))
  })

  it('arrays that are a link to a file elsewhere', async () => {
    const { workspace, engine } = await sqlite()
    const elsewhere = join(temporaryFolder(), 'made.parquet')
    renameSync(join(workspace, 'arrays', 'made.parquet'), elsewhere)
    symlinkSync(elsewhere, join(workspace, 'arrays', 'made.parquet'))
    const [prediction] = await engine.predictions.list()
    await expect(engine.predictions.arrays(prediction!.id)).rejects.toMatchObject(
      damaged(/a link out of the workspace/),
    )
  })

  it('names of datasets with ..', async () => {
    const { workspace, engine } = await sqlite({ dataset: '../../outside/made' })
    const outside = join(workspace, '..', '..', 'outside')
    const [prediction] = await engine.predictions.list()
    expect(prediction!.dataset).toBe('../../outside/made')
    await expect(engine.predictions.arrays(prediction!.id)).rejects.toMatchObject(
      damaged(/outside_made\.parquet.*missing/),
    )
    expect(readdirSync(join(outside, '..')).includes('outside')).toBe(false)
  })

  it('a workspace/ that is a link, in a folder above', async () => {
    const { workspace } = await sqlite()
    const parent = temporaryFolder()
    symlinkSync(workspace, join(parent, 'workspace'))
    expect(await createEngine({ workspace: parent }).results.list()).toEqual([])
  })
})

describe('odd cells', () => {
  it('keep no row from being listed', async () => {
    const { engine } = await sqlite({
      sql: [
        `update pipelines set expanded_config = '{not json', best_val = 'text' where rowid = 1`,
        `update predictions set scores = 'not json', best_params = '[' where rowid < 4`,
        `update runs set created_at = 'yesterday', status = 'odd'`,
      ],
    })
    const [run] = await engine.runs.list()
    const results = await engine.results.list()
    expect(run!.status).toBe('failed')
    expect(results).toHaveLength(2)
    expect(results.flatMap(({ warnings }) => warnings).join()).toContain('not JSON')
    expect(await engine.predictions.list()).toHaveLength(24)
  })

  it('with escape sequences come out printable', async () => {
    const { engine } = await sqlite({ model_name: 'PLS\u001b[31m\u202e', dataset: 'made\u001b]0;x\u0007' })
    const results = await engine.results.list()
    const shown = resultsTable(results, engine.metrics.list()).rows.flat().join('')
    expect(results).toHaveLength(2)
    expect(shown).toContain('PLS')
    expect(shown).not.toMatch(/[\u0000-\u001f\u202e]/)
  })

  it('rows without their pipeline or run are shown, with a word', async () => {
    const { engine } = await sqlite({ sql: ['delete from pipelines where rowid = 1', 'delete from runs'] })
    const results = await engine.results.list()
    expect(results).toHaveLength(2)
    expect(results.flatMap(({ warnings }) => warnings).join()).toContain('but not the pipeline')
    expect(await engine.predictions.list()).toHaveLength(24)
    for (const { run_id } of results) await engine.runs.get(run_id)
  })

  it('arrays of another length than their prediction says are refused by name', async () => {
    const { workspace, engine } = await sqlite()
    writeArrays(
      workspace,
      'made.parquet',
      madeRows(true).map(row => ({ ...row, y_pred: row.y_pred.slice(1) })),
    )
    const [prediction] = await engine.predictions.list()
    await expect(engine.predictions.arrays(prediction!.id)).rejects.toMatchObject(
      damaged(/\d+ elements where its prediction has/),
    )
  })
})

describe('what the library did not mean to be seen as it stands', () => {
  it('deleted predictions are hidden, and counted', async () => {
    const { workspace, engine } = await sqlite()
    writeFileSync(join(workspace, 'arrays', '_tombstones.json'), JSON.stringify({ c0f0train: 1, c0f0val: 2 }))
    expect(await engine.predictions.list()).toHaveLength(22)
    expect((await engine.runs.list())[0]!.warnings.join()).toContain('2 deleted predictions')
  })

  it('aggregated twins rank nothing', async () => {
    const { engine } = await sqlite({
      sql: [
        `insert into predictions select prediction_id || 'agg', pipeline_id, chain_id, dataset_name, model_name, model_class, fold_id || '_agg', partition, 0.001, 0.001, 0.001, metric, task_type, n_samples, n_features, '{}', best_params, preprocessings, refit_context from predictions where fold_id = 'avg'`,
      ],
    })
    const [best] = await engine.results.list()
    expect(best!.best_score).toBeGreaterThan(0.1)
    expect(best!.warnings.join()).toContain('_agg')
    expect(await engine.predictions.list()).toHaveLength(30)
  })

  it('without cross-validation, what is called validation is the test set and ranks nothing', async () => {
    const { engine } = await sqlite({
      sql: [`delete from predictions where fold_id != '0'`, `update predictions set fold_id = ''`],
    })
    const [result] = await engine.results.list()
    const [run] = await engine.runs.list()
    expect(result).toMatchObject({ score_partition: 'test' })
    expect(result!.warnings.join()).toContain('no cross-validation')
    expect(run!.best_results).toEqual([])
  })

  it('a log that was not written back is read, and stays', async () => {
    const made = await sqlite()
    const live = new DatabaseSync(join(made.workspace, 'store.sqlite'))
    live.exec('pragma journal_mode = wal')
    live.exec(`insert into runs values ('late', 'only in the log', 'running', '2026-02-01 00:00:00', null, null)`)
    const workspace = temporaryFolder()
    for (const name of readdirSync(made.workspace).filter(name => name.startsWith('store.') && !name.endsWith('shm'))) {
      copyFileSync(join(made.workspace, name), join(workspace, name))
    }
    live.close()
    const before = treeOf(workspace)
    const temporary = () => readdirSync(tmpdir()).filter(name => name.startsWith('n4a-store-'))
    const left = temporary()
    const engine = createEngine({ workspace })
    expect((await engine.runs.list()).map(({ name }) => name)).toEqual(['only in the log', 'run'])
    expect(treeOf(workspace)).toEqual(before)
    expect(temporary()).toEqual(left)
  })

  it('pickles are not even opened', async () => {
    const { workspace, engine } = await sqlite()
    mkdirSync(join(workspace, 'artifacts', 'aa'), { recursive: true })
    // A pipe blocks whoever opens it for reading.
    symlinkSync('/proc/self/mem', join(workspace, 'artifacts', 'aa', 'model.joblib'))
    expect(await engine.results.list()).toHaveLength(2)
    await engine.care.info()
  })
})

describe('a store that changes', () => {
  it('is read again', async () => {
    const { workspace, engine } = await sqlite()
    expect(await engine.predictions.list()).toHaveLength(24)
    const database = new DatabaseSync(join(workspace, 'store.sqlite'))
    database.exec(`delete from predictions where fold_id = 'avg'`)
    database.close()
    expect(await engine.predictions.list()).toHaveLength(18)
    rmSync(join(workspace, 'store.sqlite'))
    await expect(engine.predictions.list()).rejects.toMatchObject({ kind: 'storage' })
  })
})
