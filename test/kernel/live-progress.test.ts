import { expect, it } from 'vitest'
import type { ResultRecord, RunEvent } from '../../src/core/index.ts'
import type { Host } from '../../src/kernel/host.ts'
import { liveProgress } from '../../src/kernel/live-progress.ts'
import type { MimeBundle } from '../../src/kernel/mime-bundle.ts'
import { metricCards } from '../cli/support/fake-engine.ts'
import { resultRecord, runRecord } from '../displays/records.ts'

const running = runRecord({ status: 'running', live: true, completed_results: 0, total_results: 40 })

const resultsEvent = (completed: number, results: readonly ResultRecord[] = [], failed = 0): RunEvent => ({
  type: 'results',
  run_id: running.id,
  results,
  completed,
  failed,
  total: 40,
})

function notebook() {
  const drawn: MimeBundle[] = []
  const host: Host = { name: 'tslab', show: async () => {}, liveCell: () => async bundle => void drawn.push(bundle) }
  return { host, drawn }
}

const plain: Host = { name: 'plain', show: async () => {}, liveCell: () => null }

it('draws one cell again in place, at most four times a second, and always the end', async () => {
  const { host, drawn } = notebook()
  let time = 0
  const progress = liveProgress({ host, now: () => time, metrics: metricCards })
  progress.onEvent({ type: 'run', run: running })
  for (let i = 1; i <= 40; i++) {
    time += 50
    progress.onEvent(resultsEvent(i))
  }
  await progress.finish(runRecord({ completed_results: 40, total_results: 40 }))
  expect(drawn.length).toBeGreaterThan(3)
  expect(drawn.length).toBeLessThanOrEqual(2 + 2000 / 250)
  expect(drawn.at(-1)!['text/plain']).toBe('Tecator: completed, 40/40 results · 2.0 s')
})

it('says how far it is, what failed, the best of each dataset and the time left', async () => {
  const { host, drawn } = notebook()
  let time = 0
  const progress = liveProgress({ host, now: () => time, metrics: metricCards })
  progress.onEvent({ type: 'run', run: running })
  time = 10_000
  const of = (dataset: string, best_score: number) => resultRecord({ dataset, best_score })
  progress.onEvent(resultsEvent(8, [of('fat', 3), of('fat', 2), of('fat', 2.5), of('protein', 0.6)], 2))
  await progress.finish(runRecord())
  expect(drawn[1]!['text/plain']).toBe(
    'Tecator: 10/40 results · 2 failed · best fat RMSECV 2.00, protein RMSECV 0.600 · 10.0 s · about 30.0 s left',
  )
})

it('reckons a resumed run by what this sitting has done, and knows the best of before', async () => {
  const { host, drawn } = notebook()
  let time = 0
  const progress = liveProgress({ host, now: () => time, metrics: metricCards })
  const best = { result_id: 'r', template_id: 't', pipeline_config: 'p', pipeline_config_id: 'p' }
  const best_results = [{ ...best, dataset: 'fat', score: 2, score_partition: 'val', metric: 'rmse' }]
  progress.onEvent({ type: 'run', run: { ...running, completed_results: 20, best_results } })
  time = 10_000
  progress.onEvent(resultsEvent(30, [resultRecord({ best_score: 2.5 })]))
  await progress.finish(runRecord({ best_results }))
  expect(drawn[0]!['text/plain']).not.toContain('left')
  expect(drawn[1]!['text/plain']).toBe('Tecator: 30/40 results · best fat RMSECV 2.00 · 10.0 s · about 10.0 s left')
})

it("follows the metric's direction in what it calls best", async () => {
  const { host, drawn } = notebook()
  const progress = liveProgress({ host, now: () => 0, metrics: metricCards })
  const of = (metric: string, best_score: number) => resultRecord({ dataset: metric, metric, best_score })
  progress.onEvent(resultsEvent(6, [of('r2', 0.8), of('r2', 0.9), of('r2', 0.1)]))
  progress.onEvent(resultsEvent(6, [of('bias', -0.5), of('bias', 0.1), of('bias', -0.2)]))
  await progress.finish(runRecord())
  expect(drawn.at(-1)!['text/plain']).toContain('r2 R2 cv 0.900, bias BIAS cv 0.100')
})

it('writes a line every five seconds where nothing can be drawn again', async () => {
  const lines: string[] = []
  let time = 0
  const progress = liveProgress({ host: plain, now: () => time, writeLine: line => void lines.push(line) })
  for (let i = 1; i <= 40; i++) {
    time += 300
    progress.onEvent(resultsEvent(i))
  }
  await progress.finish(runRecord({ completed_results: 40, total_results: 40 }))
  expect(lines).toHaveLength(3)
  expect(lines.at(-1)).toContain('completed')
})

it('lets a run go on when the notebook can no longer be drawn into', async () => {
  const host: Host = { ...plain, liveCell: () => () => Promise.reject(new Error('gone')) }
  const progress = liveProgress({ host, now: () => 0 })
  progress.onEvent(resultsEvent(1))
  await expect(progress.finish(runRecord())).resolves.toBeUndefined()
})

it('shows names from files as text', async () => {
  const { host, drawn } = notebook()
  const progress = liveProgress({ host, now: () => 0 })
  progress.onEvent({ type: 'run', run: { ...running, name: '<b>\u001b[2J' } })
  progress.onEvent({ type: 'note', run_id: running.id, text: '<i>' })
  await progress.finish(runRecord({ name: '<b>\u001b[2J' }))
  const all = drawn.map(bundle => bundle['text/html']! + bundle['text/plain']!).join('')
  expect(all).not.toContain('\u001b')
  expect(drawn.map(bundle => bundle['text/html']).join('')).not.toMatch(/<b>|<i>/)
})
