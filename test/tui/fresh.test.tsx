import { afterEach, describe, expect, it, vi } from 'vitest'
import { bestFirst } from '../../src/core/engine/query/best-first.ts'
import { selectRecords } from '../../src/core/engine/query/select-records.ts'
import { bestOfEach, mergeResults } from '../../src/tui/state/merge-results.ts'
import { failedResult, resultRecord } from '../displays/records.ts'
import { createFakeEngine } from './fake-engine.ts'
import { cards, fakeResults } from './fake-records.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

describe('results that come in while a list is looked at', () => {
  const all = [
    ...fakeResults('2026-11-23_Tecator_3fa9c1').map(({ result }) => result),
    ...[0.4, -0.1, 0.2].map((best_score, i) => resultRecord({ id: `bias${i}`, metric: 'bias', best_score })),
    ...[0.4, 0.9, 0.2].map((best_score, i) => resultRecord({ id: `r2${i}`, metric: 'r2', best_score })),
    failedResult({ id: 'broken' }),
  ]
  const ordered = selectRecords(all, {}, bestFirst)

  it('take the places the engine would give them', () => {
    for (const split of [0, 1, 40, all.length]) {
      const listed = selectRecords(all.slice(0, split), {}, bestFirst)
      const merged = mergeResults(listed, all.slice(split), cards)
      expect(merged.map(({ id }) => id)).toEqual(ordered.map(({ id }) => id))
    }
  })

  it('replace what is listed of them already', () => {
    const before = ordered.filter(({ metric }) => metric === 'rmse')[3]!
    const newer = { ...before, best_score: 0.0001 }
    const merged = mergeResults(ordered, [newer, newer], cards)
    expect(merged).toHaveLength(ordered.length)
    expect(merged.filter(({ id }) => id === newer.id)).toEqual([newer])
    expect(merged.filter(({ metric }) => metric === 'rmse')[0]).toBe(newer)
  })

  it('tell the best of each dataset', () => {
    expect(bestOfEach(ordered.filter(({ metric }) => metric === 'rmse')).map(({ dataset }) => dataset)).toEqual([
      'fat',
      'protein',
    ])
  })
})

describe('reading', () => {
  const counting = (options: Parameters<typeof createFakeEngine>[0] = {}) => {
    const engine = createFakeEngine(options)
    const reads = { results: 0, runs: 0 }
    const count = <F extends (...args: never[]) => unknown>(what: keyof typeof reads, f: F) =>
      ((...args: Parameters<F>) => {
        reads[what]++
        return f(...args)
      }) as F
    return {
      reads,
      engine: {
        ...engine,
        runs: { ...engine.runs, list: count('runs', engine.runs.list) },
        results: { ...engine.results, list: count('results', engine.results.list) },
      },
    }
  }

  const start = async (engine: ReturnType<typeof createFakeEngine>) => {
    const shown = openDesk({ engine })
    open.push(shown)
    await shown.until(/best on fat/)
    return shown
  }

  it('is not done again when one comes back and nothing was stored meanwhile', async () => {
    const { engine, reads } = counting()
    const shown = await start(engine)
    shown.desk.jump('results')
    await shown.until(/161 of 161 rows/)
    shown.press('enter')
    await shown.until(/Folds/)
    const before = reads.results
    shown.press('esc')
    await shown.until(/161 of 161 rows/)
    expect(reads.results).toBe(before)
    shown.press('r')
    await shown.until(/Read again/)
    expect(reads.results).toBe(before + 1)
  })

  it('is not done for every result of a run under way', async () => {
    const { engine, reads } = counting({ live: 5 })
    const shown = await start(engine)
    shown.desk.open({ screen: 'run', subject: '2026-11-24_Elsewhere_77ae01' })
    await shown.until(/Elsewhere {2}▶ running/)
    const rows = () => Number(/of (\d+) rows/.exec(shown.text())?.[1] ?? 0)
    await shown.until(() => rows() > 20)
    const [readsBefore, rowsBefore] = [reads.results, rows()]
    await shown.until(() => rows() > rowsBefore + 60)
    expect(reads.results - readsBefore).toBeLessThanOrEqual(1)
  })

  it('is shared by those who want the list of runs at the same time', async () => {
    const { engine, reads } = counting({ slow: 60 })
    const shown = openDesk({ engine })
    open.push(shown)
    await shown.until(/best on fat/)
    expect(reads.runs).toBeLessThanOrEqual(2)
  })
})
