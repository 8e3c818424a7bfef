import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunEvent } from '../../src/core/records/index.ts'
import { lineWidth } from '../../src/tui/components/line.ts'
import { progressBar } from '../../src/tui/components/progress-bar.ts'
import { activeRuns, createLiveRuns } from '../../src/tui/state/live-runs.ts'
import { remainingTime } from '../../src/tui/state/run-time.ts'
import { glyphsFor } from '../../src/tui/theme/glyphs.ts'
import { createFakeEngine } from './fake-engine.ts'
import { fakeRun } from './fake-records.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

// They wait for things that happen by themselves, on machines that have other things to do.
vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

const begin = (options: Parameters<typeof openDesk>[0]) => {
  const shown = openDesk(options)
  open.push(shown)
  return shown
}

const request = { name: 'My sweep', templates: [], datasets: [] }

describe('a run of another process', () => {
  it('is counted, and its results come in, without a key', async () => {
    const shown = begin({ live: 5 })
    await shown.until(/● 1 run \d+\/160/)
    await shown.until(/Elsewhere {2}is being executed/)
    shown.press('enter')
    await shown.until(/Elsewhere {2}▶ running/)
    const rows = () => Number(/(\d+) of \d+ rows/.exec(shown.text())?.[1] ?? 0)
    await shown.until(() => rows() > 12)
    await shown.until(/160\/160 {2}100 %/)
    await shown.until(/✓ completed/)
    await shown.until(() => rows() === 160)
    await shown.until(() => !shown.text().includes('● 1 run'))
  })

  it('leaves the cursor on its record when better ones come in above it', async () => {
    const shown = begin({ live: 10 })
    await shown.until(/● 1 run/)
    shown.desk.open({ screen: 'run', subject: '2026-11-24_Elsewhere_77ae01' })
    await shown.until(/▌ +fat/)
    shown.press('j', 'j', 'j', 'o')
    const { selected } = shown.desk.level().list
    const before = shown.desk.page().list!.items.length
    await shown.until(() => (shown.desk.page().list?.items.length ?? 0) > before)
    expect(shown.desk.level().list.selected).toBe(selected)
    const { items, source } = shown.desk.page().list!
    expect(source.idOf(items[shown.desk.level().list.cursor])).toBe(selected)
  })
})

describe('a run of this dashboard', () => {
  it('opens its page, and quitting asks and then pauses it', async () => {
    const shown = begin({ pace: 15 })
    shown.desk.execute({ start: request })
    await shown.until(/My sweep {2}▶ running/)
    shown.press('q', 'q')
    await shown.until(/Pause it and quit\? It can be resumed\./)
    shown.press('n')
    await shown.until(() => shown.desk.state().mode === 'browse')
    expect(shown.exited()).toBe(false)
    shown.press('q', 'y')
    await shown.until(() => shown.exited())
    const [run] = await shown.desk.engine.runs.list()
    expect(run).toMatchObject({ name: 'My sweep', status: 'paused' })
  })

  it('does not ask when the run has ended', async () => {
    const shown = begin({ pace: 0 })
    shown.desk.execute({ start: request })
    await shown.until(/My sweep {2}✓ completed/)
    shown.press('q', 'q')
    expect(shown.exited()).toBe(true)
  })

  it('says why it was not started', async () => {
    const shown = begin({})
    shown.desk.execute({ start: { ...request, name: 'wrong' } })
    await shown.until(/The run was not started {2}UnknownRecord/)
    shown.press('esc')
    await shown.until(/best on fat/)
  })
})

describe('following runs', () => {
  it('tells of many events at most as often as it was asked to', async () => {
    const live = createLiveRuns(createFakeEngine(), { interval: 10_000, pace: 50 })
    let notices = 0
    live.subscribe(() => notices++)
    const run = fakeRun([], { id: 'r', status: 'running', live: true })
    live.receive({ type: 'run', run })
    for (let completed = 1; completed <= 500; completed++) {
      live.receive({ type: 'results', run_id: 'r', results: [], completed, failed: 0, total: 1000 })
    }
    await new Promise(resolve => setTimeout(resolve, 120))
    expect(notices).toBeLessThanOrEqual(3)
    expect(live.snapshot().progress.get('r')).toMatchObject({ completed: 500, total: 1000 })
    live.stop()
  })

  it('says nothing while nothing happens', async () => {
    const live = createLiveRuns(createFakeEngine(), { interval: 5, pace: 1 })
    await live.refresh()
    await new Promise(resolve => setTimeout(resolve, 30))
    let notices = 0
    live.subscribe(() => notices++)
    await new Promise(resolve => setTimeout(resolve, 60))
    expect(notices).toBe(0)
    live.stop()
  })

  it('tries a run again that could not be followed', async () => {
    let watched = 0
    const running = fakeRun([], { id: 'r', status: 'running', live: true })
    const good = createFakeEngine()
    async function* broken(): AsyncGenerator<RunEvent> {
      watched++
      yield { type: 'run', run: running }
      throw new Error('the disk is away')
    }
    const engine = { ...good, runs: { ...good.runs, list: async () => [running], watch: broken } }
    const live = createLiveRuns(engine, { interval: 5, pace: 1 })
    await live.refresh()
    await expect.poll(() => watched, { timeout: 10_000 }).toBeGreaterThan(1)
    live.stop()
    expect(activeRuns(live.snapshot())).toHaveLength(1)
  })
})

describe('progress', () => {
  const glyphs = glyphsFor({ unicode: true })

  it('fills exactly the width it is given', () => {
    for (let completed = 0; completed <= 100; completed += 7) {
      for (const failed of [0, 1, 100 - completed]) {
        expect(lineWidth(progressBar({ completed, failed, total: 100 }, 33, glyphs))).toBe(33)
      }
    }
    expect(lineWidth(progressBar({ completed: 0, failed: 0, total: 0 }, 10, glyphs))).toBe(10)
  })

  it('guesses what is left from the pace so far', () => {
    const run = fakeRun([], { live: true, started_at: '2026-11-23T10:00:00.000Z' })
    const progress = { completed: 20, failed: 0, total: 100, status: 'running', note: null } as const
    expect(remainingTime(run, progress, Date.parse('2026-11-23T10:00:10.000Z'))).toBe(40_000)
    expect(remainingTime(run, { ...progress, completed: 0 }, Date.now())).toBeNull()
  })
})
