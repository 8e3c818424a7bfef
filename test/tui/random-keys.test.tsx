import { describe, expect, it, vi } from 'vitest'
import { DamagedFile } from '../../src/core/errors/index.ts'
import type { Engine } from '../../src/core/index.ts'
import { vimKeys } from '../../src/tui/keys/key-map.ts'
import { createFakeEngine } from './fake-engine.ts'
import { openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 240_000 })

/** Numbers in 0 … 1 that a seed decides. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

/** Reads that fail now and then, as when files vanish. */
function flaky(engine: Engine, random: () => number): Engine {
  const sometimes =
    <Args extends readonly unknown[], T>(read: (...args: Args) => Promise<T>) =>
    (...args: Args): Promise<T> =>
      random() < 0.03 ? Promise.reject(DamagedFile({ path: 'x.parquet', reason: 'it is gone' })) : read(...args)
  const gone = () => Promise.reject(DamagedFile({ path: 'run_manifest.yaml', reason: 'it is gone' }))
  const { runs, results, predictions } = engine
  return {
    ...engine,
    runs: { ...runs, list: sometimes(runs.list), get: sometimes(runs.get), retry: gone, resume: gone },
    results: { ...results, list: sometimes(results.list), get: sometimes(results.get) },
    predictions: { ...predictions, list: sometimes(predictions.list), arrays: sometimes(predictions.arrays) },
  }
}

/** What leaves the dashboard, or starts processes and runs, is for other tests. */
const never = ['^c', 'q', '&', 'P']
const keys = [
  ...new Set(vimKeys.bindings.flatMap(({ keys }) => keys).flatMap(key => (key === ' ' ? [' '] : key.split(' ')))),
]
  .filter(key => !never.includes(key))
  .concat('é', '漢', '"', '(')
const commands = [
  'group',
  'group off',
  'mark fat',
  'unmark',
  'move column first',
  'results nc:5',
  'bookmarks',
  'note a',
]

const count = 5000

describe('keys at random', () => {
  for (const [seed, columns, rows] of [
    [7919, 80, 24],
    [104_729, 120, 36],
  ] as const) {
    it(`${count} of them in ${columns} × ${rows}, while a run goes on and reads fail, leave a dashboard that works`, async () => {
      const random = randomNumbers(seed)
      const pick = <Item,>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
      // Numbers of its own, so that the keys are the same whatever is read when.
      const engine = flaky(createFakeEngine({ live: 200 }), randomNumbers(seed + 1))
      const shown = openDesk({ columns, rows, engine })
      for (let i = 0; i < count; i++) {
        if (random() < 0.02) shown.press(...`:${pick(commands)}`, 'enter')
        else shown.press(pick(keys))
        if (i % 100 === 0) shown.press('esc', 'esc')
        if (i % 20 !== 0) continue
        await new Promise(resolve => setTimeout(resolve, 1))
        const { list, level } = shown.desk.page()
        if (!list || list.items.length === 0) continue
        expect(level.list.cursor).toBeLessThan(list.items.length)
        expect(level.list.top).toBeLessThanOrEqual(level.list.cursor)
      }
      expect(shown.text().split('\n').length).toBeLessThanOrEqual(rows)
      expect(shown.text()).not.toContain('cannot be drawn')
      // Whatever is open, Esc closes it, and 1 leads Home.
      for (let i = 0; i < 40; i++) shown.press('esc')
      while (shown.desk.state().zoom > 0) shown.press('_')
      shown.desk.jump('home')
      await shown.until(/n4a ▸ Home/)
      expect(shown.exited()).toBe(false)
      shown.close()
    })
  }
})
