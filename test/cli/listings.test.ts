import { expect, it } from 'vitest'
import { predictionRecord, registeredDataset, resultRecord, runRecord } from '../displays/records.ts'
import { fakeEngine, templateRecord } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const runs = [runRecord(), runRecord({ id: '2026-11-22_Older_000000', name: 'Older', status: 'paused' })]
const results = Array.from({ length: 40 }, (_, i) => resultRecord({ id: `r${i}` }))
const full = () =>
  fakeEngine({
    runs,
    results,
    predictions: [predictionRecord()],
    templates: [templateRecord],
    datasets: [registeredDataset()],
  })
const listings = ['runs', 'results', 'predictions', 'templates', 'datasets'] as const

it.each(listings)('%s list --json prints the records as one JSON value', async noun => {
  const { code, out, err } = await invoke([noun, 'list', '--json'], { engine: full() })
  expect(code).toBe(0)
  expect(err).toBe('')
  const expected = {
    runs,
    results,
    predictions: [predictionRecord()],
    templates: [templateRecord],
    datasets: [registeredDataset()],
  }
  expect(JSON.parse(out)).toEqual(expected[noun])
})

it.each(listings)('%s list says what to do where there is nothing', async noun => {
  const { code, out } = await invoke([noun, 'list'])
  expect(code).toBe(0)
  expect(out).toMatch(/^No /)
  expect((await invoke([noun, 'list', '--json'])).out).toBe('[]\n')
})

it.each(listings)('%s list of a workspace that does not exist is empty, with a word on standard error', async noun => {
  const engine = fakeEngine({ workspace: '/nowhere/\u001b[2Jat-all' })
  const { code, out, err } = await invoke([noun, 'list', '--json', '--workspace', 'somewhere'], { engine })
  expect({ code, out }).toEqual({ code: 0, out: '[]\n' })
  expect(err).toContain('There is no workspace /nowhere/\\u001b[2Jat-all yet')
})

it('prints runs as a table with their ids', async () => {
  const { out } = await invoke(['runs', 'list'], { engine: full() })
  expect(out.split('\n')[0]).toMatch(/^Run +Status +Results .* Id$/)
  expect(out).toMatch(/^Tecator +completed +20\/20 .* 2026-11-23_Tecator_abc123$/m)
  expect(out).toMatch(/^Older +paused /m)
})

it('cuts a table to 30 rows and says how many are left', async () => {
  const { out } = await invoke(['results', 'list'], { engine: full() })
  expect(out.match(/^fat /gm)).toHaveLength(30)
  expect(out).toContain('… 10 more rows; --limit all shows them.')
  const all = await invoke(['results', 'list', '--limit', 'all'], { engine: full() })
  expect(all.out.match(/^fat /gm)).toHaveLength(40)
  expect(all.out).not.toContain('more')
})

it('cuts --json only where --limit says so', async () => {
  const { out } = await invoke(['results', 'list', '--json', '--limit', '3'], { engine: full() })
  expect(JSON.parse(out)).toEqual(results.slice(0, 3))
})

it('leaves out columns that a narrow terminal has no room for, and names them', async () => {
  const terminal = { output: true, columns: 90 }
  const { out } = await invoke(['results', 'list'], { engine: full(), terminal })
  for (const line of out.split('\n').filter(line => !line.startsWith('('))) expect(line.length).toBeLessThanOrEqual(90)
  expect(out.split('\n')[0]).toMatch(/^Dataset +Pipeline +RMSECV .* Id$/)
  expect(out).toMatch(/\(too narrow for: .*Duration.*\)/)
})

it('passes filter, order, run and dataset on to the engine', async () => {
  const engine = full()
  await invoke(['results', 'list', '--where', 'model:PLS', '--sort', '-best_score', '--run', 'x', '--dataset', 'fat'], {
    engine,
  })
  await invoke(['predictions', 'list', '--result', 'r1'], { engine })
  await invoke(['runs', 'list', '--status', 'paused'], { engine })
  expect(engine.calls).toEqual([
    ['results.page', { where: 'model:PLS', sort: '-best_score', run: 'x', dataset: 'fat', limit: 30 }],
    ['predictions.page', { result: 'r1', limit: 30 }],
    ['runs.list', { status: 'paused' }],
  ])
})

it('lists operators, of one kind if asked', async () => {
  expect((await invoke(['operators', 'list'])).out).toContain('SNV')
  expect((await invoke(['operators', 'list', '--kind', 'model', '--json'])).out).toBe('[]\n')
})

it('makes names from files printable', async () => {
  const engine = fakeEngine({ runs: [runRecord({ name: 'evil\u001b[2J\nname' })] })
  const { out } = await invoke(['runs', 'list'], { engine })
  expect(out).toContain('evil\\u001b[2J\\u000aname')
})

it('takes the workspace from the option, then from the environment, then the usual one', async () => {
  const env = { N4A_WORKSPACE: 'from-environment' }
  expect((await invoke(['runs', 'list', '--workspace', 'w'], { env })).workspaces).toEqual(['w'])
  expect((await invoke(['--workspace', 'w', 'runs', 'list'], { env })).workspaces).toEqual(['w'])
  expect((await invoke(['runs', 'list'], { env })).workspaces).toEqual(['from-environment'])
  expect((await invoke(['runs', 'list'])).workspaces).toEqual(['workspace'])
})

it('says so where a page begins behind the last row', async () => {
  const { out } = await invoke(['results', 'list', '--offset', '50'], {
    engine: { ...full(), results: { ...full().results, page: async () => ({ records: [], total: 40 }) } },
  })
  expect(out).toContain('No rows there: 40 rows in all.')
  expect(out).not.toContain('more row')
})
