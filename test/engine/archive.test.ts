import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEngine, type ResultRecord, type RunRecord } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-archive-'))
const path = (name: string) => join(scratch, name)
const source = createEngine({ workspace: path('source') })
const pls = { model: { class: 'PLSRegression', params: { n_components: { _range_: [2, 6, 2] } } } }
const request = smallRequest({
  templates: ['SNV', 'MSC', 'Detrend'].map(step => ({ name: step, pipeline: [step, pls] })),
  datasets: [tecator('fat')],
  config: { folds: { splitter: 'KFold', n_splits: 3 }, refit: 'best' },
})
const comparable = (results: readonly ResultRecord[]) =>
  results.map(({ id, run_id, created_at, duration_ms, stored_models, ...result }) => result)

let run: RunRecord
beforeAll(async () => {
  run = await source.runs.start(request)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it('a run that was brought is shown, predicts with its stored model, and keeps its lineage', async () => {
  const made = await source.runs.export('latest', path('run.n4a.zip'))
  expect(made).toMatchObject({ run_id: run.id, results: 9, stored_models: 1, missing_models: [] })
  const target = createEngine({ workspace: path('target') })
  expect(await target.runs.import(path('run.n4a.zip'))).toMatchObject({ outcome: 'imported', run_id: run.id })
  expect(await target.results.list({ run: run.id })).toEqual(await source.results.list({ run: run.id }))
  const { live, archive, executor, ...brought } = await target.runs.get(run.id)
  expect(archive).toMatchObject({ run_id: run.id })
  expect(await source.runs.get(run.id)).toMatchObject(brought)
  const [best] = await target.results.list({ run: run.id })
  const samples = { path: tecator('fat').path }
  const [here, there] = [await target.predict(best!.id, samples), await source.predict(best!.id, samples)]
  expect(here.samples).toEqual(there.samples)
  expect((await target.lineage(best!.id)).from.map(({ kind }) => kind)).toContain('run')
  expect(await target.care.verify()).toEqual([])
})

it('a run that was stopped is resumed where it was brought to, also under another id', async () => {
  const stop = new AbortController()
  let done = 0
  const paused = await source.runs.start(request, {
    workers: 1,
    signal: stop.signal,
    onEvent: ({ type }) => {
      if (type !== 'results') return
      done += 1
      stop.abort()
    },
  })
  expect(done).toBe(1)
  expect(paused).toMatchObject({ status: 'paused', partial: true })
  await source.runs.export(paused.id, path('paused.n4a.zip'))
  const target = createEngine({ workspace: path('resumed') })
  const brought = await target.runs.import(path('paused.n4a.zip'))
  expect(await target.runs.get(brought.run_id)).toMatchObject({ status: 'paused', partial: true })
  await target.runs.resume(brought.run_id)
  const resumed = await target.results.list({ run: brought.run_id })
  expect(comparable(resumed)).toEqual(comparable(await source.results.list({ run: run.id })))
  // Resumed there, it has more than the archive has: the same results, so it is the same run.
  expect(await target.runs.import(path('paused.n4a.zip'))).toMatchObject({ outcome: 'present' })
}, 60_000)
