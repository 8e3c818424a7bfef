import { expect, it, vi } from 'vitest'
import { createFreshness } from '../../src/tui/state/freshness.ts'
import { createJobLogs } from '../../src/tui/state/job-logs.ts'
import type { Level } from '../../src/tui/state/level.ts'
import type { LiveSnapshot } from '../../src/tui/state/live-runs.ts'
import { createLoads } from '../../src/tui/state/loads.ts'
import { createLooked } from '../../src/tui/state/looked.ts'
import { noMemory } from '../../src/tui/state/remembering.ts'
import { createFakeEngine } from './fake-engine.ts'
import { cards } from './fake-records.ts'

it('reads a run again that ended while its last results came in', async () => {
  const engine = createFakeEngine()
  const [run] = await engine.runs.list()
  const results = await engine.results.list({ run: run!.id })
  const get = vi.spyOn(engine.runs, 'get')
  const level = { key: 1, place: { screen: 'run', subject: run!.id } } as unknown as Level
  let version = 1
  const live = (): LiveSnapshot => ({ runs: [run!], progress: new Map(), version })
  const loads = createLoads(() => {})
  const looked = createLooked(noMemory)
  const logs = createJobLogs(noMemory)
  const freshness = createFreshness({ engine, metrics: cards, loads, level: () => level, live, looked, logs })
  await freshness.read()
  expect(get).toHaveBeenCalledTimes(1)
  // The end of the run is heard; its results are put into the page before the page is looked at again.
  version++
  freshness.onResults(results.slice(0, 1))
  await new Promise(resolve => setTimeout(resolve, 30))
  freshness.onRuns()
  await vi.waitFor(() => expect(get).toHaveBeenCalledTimes(2), { timeout: 5000 })
  freshness.stop()
})
