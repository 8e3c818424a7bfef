import { describe, expect, it, vi } from 'vitest'
import { foldCount, type PredictionRecord, UnknownOperator } from '../../src/core/index.ts'
import { kernelOf } from '../../src/kernel/kernel-of.ts'
import { fakeEngine } from '../cli/support/fake-engine.ts'
import { componentFamily, predictionRecord, registeredDataset, resultRecord, runRecord } from '../displays/records.ts'
import { count } from './markup.ts'

const run = runRecord()
const results = componentFamily({ 1: 12, 2: 6, 3: 3.1, 10: 2.8 }, 0.7)
const result = results[3]!

const predictionOf = (fold_id: string, partition: PredictionRecord['partition']) =>
  predictionRecord({ id: `${result.id}-${fold_id}-${partition}`, result_id: result.id, fold_id, partition })

const folds = ['0', '1', '2', '3', '4'].flatMap(fold => [
  predictionOf(fold, 'train'),
  predictionOf(fold, 'val'),
  predictionOf(fold, 'test'),
])

const predictions = [
  ...folds,
  predictionOf('avg', 'test'),
  predictionOf('final', 'train'),
  predictionOf('final', 'test'),
]

const stored = { runs: [run], results, predictions, datasets: [registeredDataset()] }

function kernel(changes: Parameters<typeof fakeEngine>[0] = {}) {
  const engine = fakeEngine({ ...stored, ...changes })
  return { engine, ...kernelOf(() => engine) }
}

const html = (object: { bundle(): Readonly<Record<string, string>> }) => object.bundle()['text/html']!

describe('run', () => {
  it('reads a run file, runs it and shows the leaderboard', async () => {
    const { engine, ...n4a } = kernel()
    const done = await n4a.run('run.yaml', { progress: false })
    expect(done.id).toBe(run.id)
    expect(String(done)).toContain('Leaderboard')
    expect(engine.calls[0]).toEqual(['runs.read', ['run.yaml'], undefined])
    expect(engine.calls[1]![0]).toBe('runs.start')
  })

  it('takes template files with datasets, and requests as they are', async () => {
    const { engine, ...n4a } = kernel()
    await n4a.run(['pls.yaml', 'ridge.yaml'], { progress: false, datasets: [{ path: 'a.csv' }] })
    expect(engine.calls[0]).toEqual(['runs.read', ['pls.yaml', 'ridge.yaml'], [{ path: 'a.csv' }]])
    const request = { templates: [['PLSRegression']], datasets: ['a.csv'] }
    await n4a.run(request, { progress: false })
    expect(engine.calls.find(([name, asked]) => name === 'runs.start' && asked === request)).toBeDefined()
  })

  it('pauses when the notebook is interrupted and listens no longer afterwards', async () => {
    const before = process.listenerCount('SIGINT')
    const execute = vi.fn(async (_: unknown, options?: { signal?: AbortSignal }) => {
      process.emit('SIGINT')
      return { ...run, status: options!.signal!.aborted ? ('paused' as const) : ('completed' as const) }
    })
    // Keeps the test alive where the kernel does not listen.
    const guard = () => {}
    process.on('SIGINT', guard)
    const paused = await kernel({ execute }).run('run.yaml', { progress: false })
    process.removeListener('SIGINT', guard)
    expect(paused.status).toBe('paused')
    expect(process.listenerCount('SIGINT')).toBe(before)
  })

  it('does not listen before the cell has given way, where tslab would take the listener for its own', async () => {
    const before = process.listenerCount('SIGINT')
    const running = kernel().run({ templates: [['PLSRegression']], datasets: ['a.csv'] }, { progress: false })
    expect(process.listenerCount('SIGINT')).toBe(before)
    await running
  })

  it("follows the caller's own signal and tells its events", async () => {
    const events: string[] = []
    const own = new AbortController()
    const done = await kernel({
      execute: async (_, options) => {
        options!.onEvent!({ type: 'note', run_id: run.id, text: 'hello' })
        own.abort()
        return { ...run, status: options!.signal!.aborted ? 'paused' : 'completed' }
      },
    }).run('run.yaml', { progress: false, signal: own.signal, onEvent: ({ type }) => void events.push(type) })
    expect([done.status, events]).toEqual(['paused', ['note']])
  })

  it('resumes by id or record', async () => {
    const { engine, ...n4a } = kernel()
    await n4a.resume(run, { progress: false })
    await n4a.resume('latest', { progress: false })
    expect(engine.calls.filter(([name]) => name === 'runs.resume')).toEqual([
      ['runs.resume', run.id],
      ['runs.resume', run.id],
    ])
  })

  it('is exported by id or record, and the run that was imported draws itself', async () => {
    const { engine, ...n4a } = kernel({ runs: [run, runRecord({ id: 'r1_0a1b2c' })] })
    expect(await n4a.exportRun(run, 'a.zip', { force: true })).toMatchObject({ run_id: run.id, path: 'a.zip' })
    expect(engine.calls).toContainEqual(['runs.export', run.id, 'a.zip', { force: true }])
    const brought = await n4a.importRun('a.zip')
    expect(brought.id).toBe('r1_0a1b2c')
    expect(String(brought)).toContain('Leaderboard')
    await brought.export('b.zip')
    expect(engine.calls).toContainEqual(['runs.export', 'r1_0a1b2c', 'b.zip', {}])
  })
})

describe('listings', () => {
  it('gives records that draw themselves as tables', async () => {
    const n4a = kernel()
    const listings = [
      await n4a.runs(),
      await n4a.results(),
      await n4a.predictions(),
      await n4a.datasets(),
      await n4a.templates(),
      n4a.operators(),
      await n4a.leaderboard(),
    ]
    for (const listing of listings) expect(html(listing)).toMatch(/<table|templates preview/)
    expect((await n4a.results())[0]?.best_score).toBe(12)
  })

  it('passes queries on', async () => {
    const { engine, ...n4a } = kernel()
    await n4a.results({ where: 'best_score<3', limit: 2 })
    expect(engine.calls).toContainEqual(['results.list', { where: 'best_score<3', limit: 2 }])
  })
})

describe('compare', () => {
  it('takes ids, records, lists of them and runs, each result once', async () => {
    const n4a = kernel()
    const compared = await n4a.compare('r1', results[1]!, [result, 'r1'])
    expect(compared.map(({ id }) => id)).toEqual(['r1', 'r2', 'r10'])
    expect((await n4a.compare(run)).length).toBe(4)
    expect((await n4a.compare(run.id)).length).toBe(4)
  })

  it('shows only what differs', async () => {
    const table = html(await kernel().compare(results[0]!, result))
    expect(table).toContain('n_components')
    expect(table).not.toMatch(/<th[^>]*>preprocessing</)
  })

  it('says which id is of nothing', async () => {
    await expect(kernel().compare('r1', 'nothing')).rejects.toMatchObject({ code: 'UnknownRecord' })
  })
})

describe('scatter', () => {
  it('draws the test set by the refitted model where there is one', async () => {
    const drawing = await kernel().scatter(result)
    expect(drawing.title).toContain('test set, refitted model')
    expect(count(html(drawing), 'circle')).toBe(4)
  })

  it('draws the average of the fold models where nothing was refitted, and cross-validation where there is no test set', async () => {
    const without = (...gone: string[]) =>
      kernel({ predictions: predictions.filter(p => !gone.includes(p.fold_id) && !gone.includes(p.partition)) })
    expect((await without('final').scatter('r10')).title).toContain('avg of the folds')
    const validation = await without('final', 'test').scatter('r10')
    expect(validation.title).toContain('5 folds pooled')
    expect(count(html(validation), 'circle')).toBe(20)
  })

  it('draws the partition asked for, with the words for the target', async () => {
    expect((await kernel().scatter(result, { partition: 'val' })).title).toContain('5 folds pooled')
    const train = await kernel().scatter(result, { partition: 'train', label: 'fat content', unit: '%' })
    expect(train.title).toContain('calibration')
    expect(html(train)).toContain('Measured fat content (%)')
    await expect(kernel({ predictions: [] }).scatter(result, { partition: 'test' })).rejects.toMatchObject({
      code: 'UnknownRecord',
    })
  })

  it('draws a single prediction', async () => {
    expect((await kernel().scatter(predictions[1]!)).title).toContain('cross-validation, fold 0')
  })
})

it('draws the error against the number of components with the choice of the one-standard-error rule', async () => {
  const drawing = await kernel().curve('r10')
  expect(foldCount(predictions)).toBe(5)
  expect(html(drawing)).toContain('minimum (10)')
  expect(html(drawing)).toContain('one standard error (3)')
})

it('shows the folds and all metrics of one result', async () => {
  const shownResult = await kernel().folds(resultRecord({ id: 'r10' }))
  expect(count(html(shownResult), 'table')).toBe(2)
  expect(String(shownResult)).toContain('mean ± sd')
})

it('puts a foreseen error into words with its place and what to do, and keeps its code', async () => {
  const execute = () =>
    Promise.reject(
      UnknownOperator({ name: 'SVN', known: ['SNV'] }).at({ file: 'run.yaml', line: 3, field: 'templates[0]' }),
    )
  const error = await kernel({ execute })
    .run('run.yaml', { progress: false })
    .catch(caught => caught)
  expect(error.code).toBe('UnknownOperator')
  expect(error.stack).toContain('Where: run.yaml:3, templates[0]')
  expect(error.stack).toContain('Hint: Nearest known: SNV')
  expect(error.stack).not.toContain('kernel.test.ts')
})
