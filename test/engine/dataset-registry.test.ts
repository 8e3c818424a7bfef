import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createEngine, type Engine, type RunEvent, type RunRecord } from '../../src/core/index.ts'

const all = mkdtempSync(join(tmpdir(), 'n4a-registry-'))
afterAll(() => rmSync(all, { recursive: true, force: true }))

let count = 0
let scratch: string
let engine: Engine
const at = (...names: readonly string[]) => join(scratch, ...names)

/** Made-up spectra with two targets, unlike those of any other seed. */
function madeUp(path: string, seed: number, samples = 40): string {
  const { columns, rows } = engine.datasets.synthesize({ samples, from: 1100, to: 1190, step: 10, seed })
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, [columns, ...rows()].map(row => `${row.join(',')}\n`).join(''))
  return path
}

const templates = [{ name: 'pls', pipeline: [{ _range_: [1, 4], param: 'n_components' }, { model: 'PLSRegression' }] }]
const request = (path: string, y: string | readonly string[] = 'component_1') => ({
  name: 'corn',
  templates,
  datasets: [{ path, y }],
  config: { folds: { splitter: 'KFold', n_splits: 3 }, refit: 'best' as const },
})

const bestOf = async (run: RunRecord) => (await engine.results.list({ run: run.id }))[0]!.id
const statuses = async () => (await engine.datasets.list()).map(({ id, status }) => [id, status])

beforeEach(() => {
  // Deep enough that the folders around hold nothing of the other tests.
  scratch = join(all, String(++count), 'home', 'project', 'here')
  mkdirSync(scratch, { recursive: true })
  engine = createEngine({ workspace: at('workspace') })
})

describe('registering without a run', () => {
  it('makes an entry for each target, and no run', async () => {
    const path = madeUp(at('corn.csv'), 1)
    const entries = await engine.datasets.register({ path, y: ['component_1', 'component_2'] })
    expect(entries.map(({ id, status, run_count, current_path }) => [id, status, run_count, current_path])).toEqual([
      ['ds_corn_component_1', 'valid', 0, path],
      ['ds_corn_component_2', 'valid', 0, path],
    ])
    expect(await engine.runs.list()).toEqual([])
    expect(entries[0]!.versions[0]!.files).toMatchObject([{ path, size: readFileSync(path).length }])
  })

  it('refuses what cannot be read, and writes nothing', async () => {
    await expect(engine.datasets.register({ path: at('none.csv') })).rejects.toMatchObject({ code: 'MissingDataset' })
    expect(existsSync(at('workspace'))).toBe(false)
  })
})

describe('checking', () => {
  it('writes down what it found, and nothing where it is told so', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.datasets.register({ path, y: 'component_1' })
    rmSync(path)
    const before = readFileSync(at('workspace', 'datasets.yaml'))
    expect(await engine.datasets.check({ dry_run: true })).toMatchObject([
      { status: 'missing', status_before: 'valid' },
    ])
    expect(readFileSync(at('workspace', 'datasets.yaml'))).toEqual(before)
    const [check] = await engine.datasets.check()
    expect(check).toMatchObject({ status: 'missing', path: null, proof: null, path_before: path })
    expect(check!.advice).toContain('n4a datasets relocate ds_corn_component_1 --search FOLDER')
    expect(check!.stages.map(({ stage }) => stage)).toEqual(['stored_path', 'usual_places', 'same_size'])
    expect(await statuses()).toEqual([['ds_corn_component_1', 'missing']])
  })

  it('finds a file under another name in the folders around, and the next check confirms it', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.datasets.register({ path, y: ['component_1', 'component_2'] })
    renameSync(path, madeUp(at('kept', 'else.csv'), 2))
    const checks = await engine.datasets.check()
    expect(checks.map(({ status, path }) => [status, path])).toEqual(
      Array(2).fill(['relocated', at('kept', 'else.csv')]),
    )
    expect(await statuses()).toEqual([
      ['ds_corn_component_1', 'relocated'],
      ['ds_corn_component_2', 'relocated'],
    ])
    expect(await engine.datasets.check({ ids: ['ds_corn_component_1'] })).toMatchObject([
      { status: 'valid', proof: 'facts', whole_reads: 0 },
    ])
    expect((await engine.datasets.list())[0]).toMatchObject({
      original_path: path,
      current_path: at('kept', 'else.csv'),
    })
  })

  it('finds what is beside a workspace that was copied to another machine', async () => {
    const path = madeUp(at('data', 'corn.csv'), 1)
    await engine.datasets.register({ path, y: 'component_1' })
    const copy = join(all, String(count), 'away', 'elsewhere')
    cpSync(scratch, copy, { recursive: true })
    rmSync(scratch, { recursive: true })
    const moved = createEngine({ workspace: join(copy, 'workspace') })
    expect(await moved.datasets.check()).toMatchObject([{ status: 'relocated', path: join(copy, 'data', 'corn.csv') }])
  })

  it('finds a file that a path of Windows names', async () => {
    const path = madeUp(at('data', 'corn.csv'), 1)
    await engine.datasets.register({ path, y: 'component_1' })
    const registry = at('workspace', 'datasets.yaml')
    writeFileSync(registry, readFileSync(registry, 'utf8').replaceAll(JSON.stringify(path), '"C:\\\\nir\\\\corn.csv"'))
    expect((await engine.datasets.list())[0]!.current_path).toBe('C:\\nir\\corn.csv')
    expect(await engine.datasets.check()).toMatchObject([{ status: 'relocated', path }])
  })

  it('writes nothing where everything is as it was', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.datasets.register({ path, y: 'component_1' })
    const registry = at('workspace', 'datasets.yaml')
    const before = statSync(registry).ino
    expect(await engine.datasets.check()).toMatchObject([{ status: 'valid' }])
    expect(statSync(registry).ino).toBe(before)
    // What was learned of its time of change is kept, so the next check reads nothing.
    utimesSync(path, 1, 1)
    expect(await engine.datasets.check()).toMatchObject([{ status: 'valid', proof: 'content' }])
    expect(statSync(registry).ino).not.toBe(before)
    expect(await engine.datasets.check()).toMatchObject([{ status: 'valid', proof: 'facts' }])
  })

  it('leaves an entry alone that was changed meanwhile', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.datasets.register({ path, y: 'component_1' })
    rmSync(path)
    const checks = engine.datasets.check({
      onProgress: () => {
        const registry = at('workspace', 'datasets.yaml')
        writeFileSync(registry, readFileSync(registry, 'utf8').replaceAll(JSON.stringify(path), '"/new/corn.csv"'))
      },
    })
    expect(await checks).toMatchObject([{ status: 'missing' }])
    expect(await engine.datasets.list()).toMatchObject([{ status: 'valid', current_path: '/new/corn.csv' }])
  })

  it('names what it does not know', async () => {
    await expect(engine.datasets.check({ ids: ['ds_none'] })).rejects.toMatchObject({ code: 'UnknownRecord' })
  })
})

describe('telling where datasets are', () => {
  it('takes a path that holds the content, for every target of the file, and no other', async () => {
    const path = madeUp(at('corn.csv'), 1)
    const other = madeUp(at('other.csv'), 2)
    await engine.datasets.register({ path, y: ['component_1', 'component_2'] })
    const now = join(all, String(count), 'far', 'away.csv')
    mkdirSync(join(now, '..'), { recursive: true })
    renameSync(path, now)
    await expect(engine.datasets.relocate({ id: 'ds_corn_component_1', path: other })).rejects.toMatchObject({
      code: 'DifferentDataset',
      hint: expect.stringContaining('n4a datasets accept ds_corn_component_1'),
    })
    await expect(engine.datasets.relocate({ id: 'ds_corn_component_1', path: at('none') })).rejects.toMatchObject({
      code: 'MissingDataset',
    })
    const done = await engine.datasets.relocate({ id: 'ds_corn_component_1', path: now })
    expect(done.map(({ id, status, path }) => [id, status, path])).toEqual([
      ['ds_corn_component_1', 'relocated', now],
      ['ds_corn_component_2', 'relocated', now],
    ])
  })

  it('moves all below a folder, but what is not the same there', async () => {
    for (const seed of [1, 2, 3])
      await engine.datasets.register({ path: madeUp(at('data', `${seed}.csv`), seed), y: 'component_1' })
    await engine.datasets.register({ path: madeUp(at('database', '4.csv'), 4), y: 'component_1' })
    renameSync(at('data'), at('nas'))
    writeFileSync(at('nas', '2.csv'), `${readFileSync(at('nas', '2.csv'), 'utf8')}\n`)
    const done = await engine.datasets.relocate({ from: at('data'), to: at('nas') })
    expect(done.map(({ status, path }) => [status, path])).toEqual([
      ['relocated', at('nas', '1.csv')],
      ['hash_mismatch', null],
      ['relocated', at('nas', '3.csv')],
    ])
    expect((await engine.datasets.list()).map(({ current_path }) => current_path)).toEqual([
      at('nas', '1.csv'),
      at('data', '2.csv'),
      at('nas', '3.csv'),
      at('database', '4.csv'),
    ])
    await expect(engine.datasets.relocate({ from: '/nowhere', to: '/x' })).rejects.toMatchObject({
      code: 'NoDatasetBelow',
      hint: expect.stringContaining(at('nas', '1.csv')),
    })
    await expect(engine.datasets.relocate({ from: '/nowhere' })).rejects.toMatchObject({ code: 'WrongShape' })
  })

  it('follows a folder of files as one', async () => {
    mkdirSync(at('corn'))
    writeFileSync(at('corn', 'Xcal.csv'), '1100;1102\n1;2\n3;4\n5;6\n7;8\n')
    writeFileSync(at('corn', 'Ycal.csv'), 'protein\n1.5\n2.5\n3.25\n4\n')
    await engine.datasets.register({ path: at('corn') })
    renameSync(at('corn'), at('maize'))
    expect(await engine.datasets.relocate({ id: 'ds_corn', path: at('maize') })).toMatchObject([
      { status: 'relocated', path: at('maize') },
    ])
    expect(await engine.datasets.check()).toMatchObject([{ status: 'valid', proof: 'facts', path: at('maize') }])
  })
})

describe('a file that has changed', () => {
  it('is a mismatch until it is accepted as a new version, of every target', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.datasets.register({ path, y: ['component_1', 'component_2'] })
    const [before] = await engine.datasets.list()
    madeUp(path, 1, 42)
    const [check] = await engine.datasets.check()
    expect(check).toMatchObject({ status: 'hash_mismatch', advice: expect.stringContaining('n4a datasets accept') })
    const told = await engine.datasets.accept('ds_corn_component_2', { dry_run: true })
    expect((await engine.datasets.list())[0]!.versions).toHaveLength(1)
    const changes = await engine.datasets.accept('ds_corn_component_2')
    expect(changes).toEqual(told)
    expect(changes.map(({ id, changed, version_before }) => [id, changed, version_before])).toEqual([
      ['ds_corn_component_1', true, before!.version],
      ['ds_corn_component_2', true, before!.version],
    ])
    expect(changes[0]!.differences).toContainEqual({ field: 'samples', before: 40, after: 42 })
    const [entry] = await engine.datasets.list()
    expect(entry).toMatchObject({ status: 'valid', n_samples: 42, last_used: before!.last_used })
    expect(entry!.versions.map(({ version, n_samples }) => [version.slice(0, 3), n_samples])).toEqual([
      ['v1_', 40],
      ['v2_', 42],
    ])
    expect((await engine.datasets.accept('ds_corn_component_1')).map(({ changed }) => changed)).toEqual([false, false])
  })

  it('that is elsewhere is accepted from there', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.datasets.register({ path, y: 'component_1' })
    const other = madeUp(at('corrected.csv'), 5)
    await engine.datasets.accept('ds_corn_component_1', { path: other })
    expect(await engine.datasets.list()).toMatchObject([
      { id: 'ds_corn_component_1', current_path: other, name: 'corn_component_1' },
    ])
  })

  it('is read with its reference table from where both have moved to', async () => {
    const lines = readFileSync(madeUp(at('whole.csv'), 1), 'utf8')
      .trimEnd()
      .split('\n')
    const cut = (name: string, keep: (cells: readonly string[]) => readonly string[], rows = lines) => {
      mkdirSync(at('data'), { recursive: true })
      writeFileSync(at('data', name), rows.map(line => `${keep(line.split(',')).join(',')}\n`).join(''))
    }
    cut('lab.csv', cells => cells.slice(0, 2))
    cut('nir.csv', ([id, , , , ...spectrum]) => [id!, ...spectrum])
    await engine.datasets.register({ path: at('data', 'nir.csv'), reference: at('data', 'lab.csv'), y: 'component_1' })
    renameSync(at('data', 'nir.csv'), at('alone.csv'))
    // What tells is the file that has moved, not the one that is where it was.
    expect(await engine.datasets.check({ dry_run: true })).toMatchObject([{ status: 'relocated', proof: 'content' }])
    renameSync(at('alone.csv'), at('data', 'nir.csv'))
    renameSync(at('data'), at('moved'))
    expect(await engine.datasets.check()).toMatchObject([{ status: 'relocated', path: at('moved', 'nir.csv') }])
    writeFileSync(at('moved', 'lab.csv'), readFileSync(at('moved', 'lab.csv'), 'utf8').replace(/,0\.\d+\n/, ',0.5\n'))
    expect(await engine.datasets.check()).toMatchObject([{ status: 'hash_mismatch' }])
    expect(await engine.datasets.accept('ds_nir_component_1')).toMatchObject([{ changed: true }])
    expect(await engine.datasets.check()).toMatchObject([{ status: 'valid' }])
  })

  it('leaves the registry alone where it lacks a target', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.datasets.register({ path, y: ['component_1', 'component_2'] })
    writeFileSync(path, readFileSync(path, 'utf8').replace('component_2', 'water'))
    const before = readFileSync(at('workspace', 'datasets.yaml'))
    await expect(engine.datasets.accept('ds_corn_component_1')).rejects.toThrow()
    expect(readFileSync(at('workspace', 'datasets.yaml'))).toEqual(before)
  })
})

describe('a run whose dataset has gone', () => {
  it('is explained, drawn and predicted with from where the registry has it', async () => {
    const path = madeUp(at('corn.csv'), 1)
    const run = await engine.runs.start(request(path))
    const id = await bestOf(run)
    const expected = await engine.results.explain(id)
    const far = join(all, String(count), 'far', 'b.csv')
    mkdirSync(join(far, '..'), { recursive: true })
    renameSync(path, far)
    await expect(engine.results.explain(id)).rejects.toMatchObject({
      code: 'MissingDataset',
      hint: expect.stringContaining('`n4a datasets relocate ds_corn_component_1 --search FOLDER`'),
    })
    await engine.datasets.relocate({ search: [join(far, '..')] })
    expect(await engine.results.explain(id)).toEqual(expected)
    const model = (await engine.results.list({ run: run.id }))[1]!.id
    expect((await engine.predict(model, { path: far })).samples).toHaveLength(40)
    const lineage = await engine.lineage(id)
    expect(lineage.from[0]).toMatchObject({ kind: 'file', id: far, status: 'relocated' })
  })

  it('is found by its content without anyone telling, and nothing is written', async () => {
    const path = madeUp(at('corn.csv'), 1)
    const id = await bestOf(await engine.runs.start(request(path)))
    const expected = await engine.results.explain(id)
    mkdirSync(at('archive', '2025'), { recursive: true })
    renameSync(path, at('archive', '2025', 'renamed.csv'))
    utimesSync(at('archive', '2025', 'renamed.csv'), 1, 1)
    // Another file has taken its name.
    madeUp(at('data', 'corn.csv'), 7)
    const before = readFileSync(at('workspace', 'datasets.yaml'))
    expect(await engine.results.explain(id)).toEqual(expected)
    expect(readFileSync(at('workspace', 'datasets.yaml'))).toEqual(before)
  })

  it('is resumed with the version it began with, though the dataset has a newer one', async () => {
    const path = madeUp(at('corn.csv'), 1)
    const stop = new AbortController()
    const onEvent = (event: RunEvent) => event.type === 'results' && stop.abort()
    const several = {
      ...request(path),
      templates: [
        {
          name: 'knn',
          pipeline: [
            {
              model: {
                class: 'KNeighborsRegressor',
                params: { n_neighbors: { _range_: [1, 5] }, weights: { _or_: ['uniform', 'distance'] } },
              },
            },
          ],
        },
      ],
    }
    const paused = await engine.runs.start(several, { signal: stop.signal, onEvent })
    expect(paused.status).toBe('paused')
    cpSync(path, at('before.csv'), { preserveTimestamps: true })
    madeUp(path, 1, 42)
    await engine.datasets.accept('ds_corn_component_1')
    expect(await engine.runs.resume(paused.id)).toMatchObject({ status: 'completed', completed_results: 10 })
    rmSync(at('before.csv'))
    await expect(engine.results.explain(await bestOf(paused))).rejects.toMatchObject({
      code: 'ChangedDataset',
      hint: expect.stringContaining('n4a datasets relocate ds_corn_component_1 --search FOLDER'),
    })
  })
})

describe('the runs of a workspace', () => {
  it('make its registry where there is none, with their counts, times and versions', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.runs.start(request(path))
    await engine.runs.start(request(path))
    madeUp(path, 1, 42)
    await engine.runs.start(request(path, ['component_1', 'component_2']))
    const before = await engine.datasets.list()
    rmSync(at('workspace', 'datasets.yaml'))
    const facts = (entries: typeof before) =>
      entries.map(({ id, run_count, versions }) => [id, run_count, versions.map(({ version }) => version)])
    expect(facts(await engine.datasets.list())).toEqual(facts(before))
    expect(await statuses()).toEqual(before.map(({ id }) => [id, 'unknown']))
    expect(existsSync(at('workspace', 'datasets.yaml'))).toBe(false)
    const done = await engine.datasets.sync()
    expect(done).toMatchObject({ runs: 3, added: before.map(({ id }) => id), corrected: [] })
    expect(done.checks.map(({ status }) => status)).toContain('valid')
    expect((await engine.datasets.sync()).added).toEqual([])
  })

  it('correct counts and versions that the registry has lost', async () => {
    const path = madeUp(at('corn.csv'), 1)
    await engine.runs.start(request(path))
    const [run] = await engine.runs.list()
    await engine.runs.start(request(path))
    const registry = at('workspace', 'datasets.yaml')
    writeFileSync(registry, readFileSync(registry, 'utf8').replace('run_count: 2', 'run_count: 7'))
    expect((await engine.datasets.sync()).corrected).toEqual([
      { id: 'ds_corn_component_1', run_count_before: 7, run_count: 2, versions_added: 0 },
    ])
    await engine.runs.delete([run!.id])
    expect((await engine.datasets.sync()).corrected).toMatchObject([{ run_count_before: 2, run_count: 1 }])
    const [entry] = await engine.datasets.list()
    expect(entry!.first_used > run!.created_at).toBe(true)
  })
})

it('a damaged registry is named, and everything else of the workspace goes on', async () => {
  const path = madeUp(at('corn.csv'), 1)
  const run = await engine.runs.start(request(path))
  const id = await bestOf(run)
  writeFileSync(at('workspace', 'datasets.yaml'), 'datasets:\n- id: ds\n  hash: x\n  versions: 3\n')
  const damaged = { code: 'DamagedFile', message: expect.stringContaining('datasets[0].versions') }
  await expect(engine.datasets.list()).rejects.toMatchObject(damaged)
  await expect(engine.datasets.check()).rejects.toMatchObject(damaged)
  await expect(engine.runs.start(request(path))).rejects.toMatchObject(damaged)
  expect(await engine.runs.list()).toHaveLength(1)
  expect((await engine.results.explain(id)).result_id).toBe(id)
  expect((await engine.lineage(id)).from[0]).toMatchObject({ status: 'valid' })
  expect(engine.care.omissions()).toMatchObject([{ kind: 'damaged_registry' }])
})
