import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../src/core/index.ts'
import { n4a } from './support/built-command.ts'
import { invoke } from './support/invoke.ts'

/** One session with the registry, command by command, on a real engine. */
const all = mkdtempSync(join(tmpdir(), 'n4a-cli-datasets-'))
// Deep enough that the folders around hold nothing else.
const scratch = join(all, 'home', 'project', 'here')
const at = (...names: readonly string[]) => join(scratch, ...names)
let engine: Engine
beforeAll(() => {
  mkdirSync(at('data'), { recursive: true })
  engine = createEngine({ workspace: at('workspace') })
  for (const [name, seed] of [
    ['corn', 1],
    ['wheat', 2],
  ] as const)
    writeFileSync(at('data', `${name}.csv`), madeUp(seed))
})
afterAll(() => rmSync(all, { recursive: true, force: true }))

function madeUp(seed: number, samples = 12): string {
  const { columns, rows } = engine.datasets.synthesize({ samples, from: 1100, to: 1140, step: 10, seed })
  return [columns, ...rows()].map(row => `${row.join(',')}\n`).join('')
}

const datasets = (...args: readonly string[]) => invoke(['datasets', ...args], { engine })
async function json<T = Readonly<Record<string, unknown>>[]>(...args: readonly string[]): Promise<T> {
  return JSON.parse((await datasets(...args, '--json')).out) as T
}

it('registers files without a run', async () => {
  const { code, out } = await datasets('register', at('data', 'corn.csv'), '--y', 'component_1,component_2')
  expect(code).toBe(0)
  expect(out).toMatch(/corn_component_2 +valid/)
  expect(await json('register', at('data', 'wheat.csv'), '--y', 'component_1')).toMatchObject([
    { id: 'ds_wheat_component_1', status: 'valid', run_count: 0 },
  ])
  expect((await datasets('register', at('none.csv'))).code).toBe(2)
  const wrong = await datasets('register', at('data', 'corn.csv'), '--y', 'fat')
  expect([wrong.code, wrong.err.includes('component_1')]).toEqual([2, true])
})

it('lists where datasets are, their versions, their runs, and when they were used', async () => {
  const { out } = await datasets('list')
  for (const label of ['Status', 'Versions', 'Runs', 'First used (UTC)', 'Last used (UTC)', 'Path']) {
    expect(out).toContain(label)
  }
  expect(await json('list')).toMatchObject([{ versions: [{ n_samples: 12 }] }, {}, {}])
})

it('checks them, and ends with 1 where one is lost', async () => {
  expect(await datasets('check')).toMatchObject({
    code: 0,
    out: expect.stringContaining('place, size, time of change'),
  })
  renameSync(at('data'), join(all, 'nas'))
  const { code, out } = await datasets('check', '--dry-run')
  expect(code).toBe(1)
  expect(out).toMatch(/ds_corn_component_1 missing\nStage/)
  expect(out).toContain('1 where it was')
  expect(out).toContain('`n4a datasets relocate ds_corn_component_1 --search FOLDER`')
  const [first] = await json('check', 'ds_wheat_component_1')
  expect(first).toMatchObject({ id: 'ds_wheat_component_1', status: 'missing', whole_reads: 0 })
  expect((await datasets('check', 'barley')).code).toBe(2)
})

it('relocates one, all below a folder, and what is found in a folder', async () => {
  expect(await datasets('relocate', 'ds_wheat_component_1', join(all, 'nas', 'corn.csv'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('DifferentDataset'),
  })
  const one = await datasets('relocate', 'ds_wheat_component_1', join(all, 'nas', 'wheat.csv'))
  expect(one).toMatchObject({ code: 0, out: expect.stringMatching(/ds_wheat_component_1 +relocated/) })
  const below = await json('relocate', '--from', at('data'), '--to', join(all, 'nas'))
  expect(below.map(({ id, status }) => [id, status])).toEqual([
    ['ds_corn_component_1', 'relocated'],
    ['ds_corn_component_2', 'relocated'],
  ])
  mkdirSync(join(all, 'archive', 'deep'), { recursive: true })
  renameSync(join(all, 'nas', 'corn.csv'), join(all, 'archive', 'deep', 'maize.csv'))
  expect(await datasets('relocate', '--search', join(all, 'archive'))).toMatchObject({ code: 0 })
  expect((await json('list')).map(({ current_path }) => current_path)).toEqual([
    join(all, 'archive', 'deep', 'maize.csv'),
    join(all, 'archive', 'deep', 'maize.csv'),
    join(all, 'nas', 'wheat.csv'),
  ])
})

it.each([
  [[]],
  [['ds_corn_component_1']],
  [['--from', '/a']],
  [['--from', '/a', '--to', '/b', '--search', '/c']],
  [['ds_corn_component_1', '/a', '--search', '/c']],
])('relocates nothing for %j, which does not say where', async args => {
  expect(await datasets('relocate', ...args)).toMatchObject({ code: 2, err: expect.stringContaining('ID PATH') })
})

it('accepts a changed file for every target of it, after telling what has changed', async () => {
  writeFileSync(join(all, 'archive', 'deep', 'maize.csv'), madeUp(1, 14))
  expect(await datasets('check', 'ds_corn_component_1')).toMatchObject({
    code: 1,
    out: expect.stringContaining('`n4a datasets accept ds_corn_component_1`'),
  })
  const told = await datasets('accept', 'ds_corn_component_1', '--dry-run')
  expect(told.out).toMatch(/ds_corn_component_1 +samples +12 +14/)
  expect(told.out).toContain('2 new versions would be accepted; nothing was written.')
  expect(await json('accept', 'ds_corn_component_1')).toMatchObject([
    { id: 'ds_corn_component_1', changed: true, version: expect.stringMatching(/^v2_/) },
    { id: 'ds_corn_component_2', changed: true },
  ])
  const shown = await datasets('show', 'ds_corn_component_1')
  expect(shown.out).toMatch(/Version +v1_\w{6}, 12 samples/)
  expect(shown.out).toMatch(/Version +v2_\w{6}, 14 samples, .*, now/)
})

it('puts entries back as they were before a repair, unless they have changed since', async () => {
  const before = await engine.datasets.list()
  const moved = join(all, 'archive', 'wheat.csv')
  renameSync(join(all, 'nas', 'wheat.csv'), moved)
  const stages: (string | null)[] = []
  await engine.datasets.check({
    ids: ['ds_wheat_component_1'],
    search: [join(all, 'archive')],
    onStage: (_, under) => stages.push(under),
  })
  expect(stages.slice(0, 3)).toEqual(['stored_path', null, 'usual_places'])
  const after = await engine.datasets.list()
  expect(after.at(-1)).toMatchObject({ current_path: moved, status: 'relocated' })
  expect(await engine.datasets.putBack(before, after)).toEqual([])
  expect(await engine.datasets.list()).toEqual(before)
  expect(await engine.datasets.putBack(after, after)).toEqual(['ds_wheat_component_1'])
  renameSync(moved, join(all, 'nas', 'wheat.csv'))
})

it('looks at one as it is now, step by step, as the whole chain transforms it', async () => {
  const derivative = { class: 'SavitzkyGolay', params: { window_length: 3, polyorder: 1, deriv: 1 } }
  const { rows, stages, arrays } = await engine.datasets.look('ds_wheat_component_1', ['MSC', derivative])
  expect(stages.map(({ label }) => label)).toEqual(['raw', 'MSC', expect.any(String)])
  expect([...rows].sort((a, b) => a - b)).toEqual(Array.from(arrays.X.keys()))
  const spec = { path: join(all, 'nas', 'wheat.csv'), y: 'component_1' }
  const whole = await engine.datasets.transform(['MSC', derivative], spec)
  expect(stages[2]!.X.map(spectrum => Array.from(spectrum))).toEqual(rows.map(i => whole.X[i]))
  await expect(engine.datasets.look('ds_wheat_component_1', [{ _or_: ['SNV', 'MSC'] }])).rejects.toThrow(/alternatives/)
})

it('takes over what runs name where there is no registry, in the built command', async () => {
  writeFileSync(
    at('run.json'),
    JSON.stringify({
      templates: [['PLSRegression']],
      datasets: [{ path: join(all, 'nas', 'wheat.csv'), y: 'component_1' }],
    }),
  )
  expect((await n4a(['run', at('run.json'), '--workspace', at('other')])).code).toBe(0)
  rmSync(at('other', 'datasets.yaml'))
  const listed = JSON.parse((await n4a(['datasets', 'list', '--json', '--workspace', at('other')])).out)
  expect(listed).toMatchObject([{ id: 'ds_wheat_component_1', status: 'unknown', run_count: 1 }])
  const { code, out } = await n4a(['datasets', 'sync', '--workspace', at('other')])
  expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, '1 run read; 1 dataset added, 0 corrected.'])
  expect(readFileSync(at('other', 'datasets.yaml'), 'utf8')).toContain('status: "valid"')
  writeFileSync(at('other', 'datasets.yaml'), 'datasets: 3\n')
  const damaged = await n4a(['datasets', 'check', '--workspace', at('other')])
  expect([damaged.code, damaged.err.includes('datasets is not a list')]).toEqual([3, true])
  expect((await n4a(['runs', 'list', '--workspace', at('other')])).code).toBe(0)
})
