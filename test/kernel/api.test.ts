import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC, tableToIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type ResultRecord } from '../../src/core/index.ts'
import { dataTable } from '../../src/kernel/data-table.ts'
import { type OpenWorkspace, open, type RunItem } from '../../src/kernel/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-kernel-'))
const folder = join(scratch, 'workspace')
let n4a: OpenWorkspace
let done: RunItem
beforeAll(async () => {
  n4a = open(folder)
  done = await n4a.run(smallRequest(), { progress: false })
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

it('open binds every function to its workspace, and reads what the engine reads', async () => {
  expect(n4a.workspace).toBe(folder)
  expect(plain(await n4a.results())).toEqual(plain(await createEngine({ workspace: folder }).results.list()))
  expect((await open(join(scratch, 'other')).results()).length).toBe(0)
})

describe('listings', () => {
  it('are chosen from before or after they are awaited, and stay arrays', async () => {
    const chosen = await n4a.results.where('rpd > 3 dataset:fat').top(3, 'rmse')
    const later = (await n4a.results()).where('rpd > 3 dataset:fat').top(3, 'rmse')
    expect(chosen.map(({ id }) => id)).toEqual(later.map(({ id }) => id))
    expect(chosen.length).toBe(3)
    expect(Array.isArray(chosen)).toBe(true)
    const scores = chosen.map(({ scores }) => scores.val!.rmse!)
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
    expect([...chosen].every(({ scores }) => scores.val!.rpd! > 3)).toBe(true)
    expect(Object.keys(chosen)).toEqual(['0', '1', '2'])
  })

  it('sort by a field in either direction, and cut', async () => {
    const worst = await n4a.results({ run: done.id }).sortBy('-rmse').limit(1)
    const all = await n4a.results()
    expect(worst[0]!.scores.val!.rmse).toBe(Math.max(...all.map(({ scores }) => scores.val!.rmse!)))
  })

  it('ask nothing before they are awaited', async () => {
    const query = n4a.results({ run: 'nothing' })
    await new Promise(resolve => setImmediate(resolve))
    await expect(query).rejects.toMatchObject({ code: 'UnknownRecord' })
  })

  it('say in words what is wrong with a filter, a metric, a field', async () => {
    const error = await n4a.results.where('rpd >').then(
      () => null,
      (caught: Error) => caught,
    )
    expect(error).toMatchObject({ code: 'WrongFilter' })
    expect(error!.stack).not.toContain('.ts:')
    const list = await n4a.results()
    expect(() => list.top(3, 'rsme')).toThrowError(expect.objectContaining({ code: 'UnknownMetric' }))
    expect(() => list.sortBy('nothing')).toThrowError(expect.objectContaining({ code: 'UnknownField' }))
    await expect(n4a.lineage('nothing')).rejects.toMatchObject({ code: 'UnknownRecord' })
  })
})

describe('a run and its results', () => {
  it('know their best, whose direction the metric knows', async () => {
    const best = await done.best()
    const results = await done.results({ dataset: best.dataset })
    expect(best.best_score).toBe(Math.min(...results.map(({ best_score }) => best_score!)))
    const other = await done.best('r2')
    const same = await done.results({ dataset: other.dataset })
    expect(other.scores.val!.r2).toBe(Math.max(...same.map(({ scores }) => scores.val!.r2!)))
    expect((await done.top(2)).length).toBe(4)
  })

  it('are records for JSON and spread', async () => {
    const best = await done.best()
    const stored = await createEngine({ workspace: folder }).results.get(best.id)
    expect({ ...best }).toEqual({ ...stored })
    expect(Object.keys(best)).toEqual(Object.keys(stored))
    expect(plain(done).id).toBe(done.id)
    expect(String(best)).toContain('RMSE')
  })

  it('lead to predictions, which are aggregated as the engine does', async () => {
    const best = await done.best()
    const test = await best.predictions({ partition: 'test' })
    expect(new Set(test.map(({ partition }) => partition))).toEqual(new Set(['test']))
    const mean = await n4a.aggregate(best.predictions({ partition: 'test' }))
    expect(mean.scores.rmse).toBeCloseTo(best.scores.avg_test!.rmse!, 10)
    expect(mean.columns().y_pred).toEqual(Float64Array.from(mean.y_pred))
    const arrays = await test[0]!.arrays()
    expect(arrays.toRows()[0]).toMatchObject({ y_true: arrays.y_true[0], sample_index: arrays.sample_indices[0] })
  })

  it('know where they come from', async () => {
    expect((await (await done.best()).lineage()).from.map(({ kind }) => kind)).toContain('file')
  })

  it('are attached to, with every event, and an interrupt is listened to no longer', async () => {
    const before = process.listenerCount('SIGINT')
    const events: string[] = []
    const attached = await n4a.run.attach('latest', { progress: false, onEvent: ({ type }) => void events.push(type) })
    expect([attached.id, events[0]]).toEqual([done.id, 'run'])
    expect(process.listenerCount('SIGINT')).toBe(before)
  })
})

describe('the data behind', () => {
  it('come as rows, columns, CSV and a real Arrow table', async () => {
    const list = await n4a.results()
    expect(list.toRows()[0]).toMatchObject({ id: list[0]!.id, 'scores.val.rmse': list[0]!.scores.val!.rmse })
    const columns = list.columns()
    expect(columns['scores.val.rmse']).toBeInstanceOf(Float64Array)
    expect(list.toCSV().trimEnd().split('\n').length).toBe(list.length + 1)
    const back = tableFromIPC(tableToIPC((await list.toArrow()) as never))
    expect(back.numRows).toBe(list.length)
    expect(back.getChild('scores.val.rmse')!.toArray()).toEqual(columns['scores.val.rmse'])
    expect(back.getChild('dataset')!.get(0)).toBe(list[0]!.dataset)
  })

  it('quote in CSV what has to be', () => {
    const table = dataTable(() => [{ a: 'x,"y"', b: null, c: [1, 2] }])
    expect(table.toCSV()).toBe('a,b,c\n"x,""y""",,"[1,2]"\n')
  })
})

it('template counts, previews and expands, and is taken by run', async () => {
  const params = { n_components: { _range_: [1, 3] } }
  const pipeline = [{ _or_: [null, 'SNV'] }, { model: { class: 'PLSRegression', params } }]
  const pls = await n4a.template({ name: 'pls', pipeline })
  expect([pls.count, pls.pipelines.length]).toEqual([6, 6])
  expect([...(await pls.expansion()).alternatives].length).toBe(6)
  const request = { ...smallRequest({ datasets: [tecator('fat')] }), templates: [pls] }
  const run = await open(join(scratch, 'templates')).run(request, { progress: false })
  expect(run.total_results).toBe(6)
})

describe('dataset', () => {
  const n = 40
  const X = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: 12 }, (_, j) => Math.sin((i + 1) * (j + 1)) / 3),
  )
  const y = X.map((row, i) => row[0]! * 2 - row[5]! + (i % 7) / 1000)
  const own = { X, y, wavelengths: X[0]!.map((_, j) => 1100 + j * 2.5), name: 'mine' }

  it('describes a file', async () => {
    const fat = await n4a.dataset(tecator('fat'))
    expect(fat.descriptions[0]!.record.n_samples).toBe(215)
    expect((await fat.arrays()).X.length).toBe(215)
    expect((await fat.spectra(['SNV'])).X[0]!.length).toBe(100)
    expect(plain(fat)).toEqual(tecator('fat'))
  })

  it('takes own arrays to the bit, and another process explains what was run on them', async () => {
    const metadata = { 'field, "north"': y.map((_, i) => `plot ${i}`) }
    const mine = await n4a.dataset({ ...own, metadata, groups: y.map((_, i) => i >> 1) })
    const arrays = await mine.arrays()
    expect(arrays.X.map(row => [...row])).toEqual(X.map(row => [...row]))
    expect([...arrays.y]).toEqual(y)
    expect([...arrays.wavelengths!]).toEqual([...own.wavelengths])
    expect(arrays.metadata['field, "north"']![3]).toBe('plot 3')
    expect(arrays.groups![3]).toBe('1')
    const config = { folds: { splitter: 'GroupKFold', n_splits: 4 } }
    const run = await n4a.run(smallRequest({ datasets: [mine], config }), { progress: false })
    expect(run.failed_results).toBe(0)
    const best: ResultRecord = await run.best()
    const other = createEngine({ workspace: folder })
    expect((await other.results.explain(best.id)).explanation.coefficients!.length).toBe(12)
    expect((await other.lineage(best.id)).from[0]!.status).toBe('valid')
  })

  it('keeps the same arrays once, and others beside them', async () => {
    const { path } = await n4a.dataset(own)
    expect((await n4a.dataset(own)).path).toBe(path)
    expect((await n4a.dataset({ ...own, y: y.map(v => v + 1) })).path).not.toBe(path)
  })

  it('takes spectra without wavelengths, several targets, and classes', async () => {
    const several = await n4a.dataset({ X, y: { a: y, b: y.map(v => -v) } })
    expect(several.descriptions.map(({ record }) => record.n_features)).toEqual([12, 12])
    const classes = await n4a.dataset({ X, y: y.map(v => (v > 0 ? 'wet' : 'dry')), name: '../classes' })
    expect((await classes.arrays()).classes).toEqual(['dry', 'wet'])
    expect(classes.path.startsWith(join(folder, 'tables'))).toBe(true)
  })

  const strange = { X: [[1, Number.NaN], [1, 2]], y: [1, 2], wavelengths: [1, 2] } // biome-ignore format: two rows
  it.each([
    ['a row of another length', { ...own, X: [...X.slice(1), [1, 2]] }, 'X[39]'],
    ['a value that is no number', strange, 'X[0][1]'],
    ['too few reference values', { ...own, y: [1, 2] }, 'y'],
    ['too few wavelengths', { ...own, wavelengths: [1] }, 'wavelengths'],
    ['no sample', { ...own, X: [] }, 'X'],
    ['groups of another length', { ...own, groups: [1] }, 'groups'],
  ])('refuses %s by its place', async (_, arrays, field) => {
    await expect(n4a.dataset(arrays)).rejects.toMatchObject({ code: 'WrongShape', place: { field } })
  })
})
