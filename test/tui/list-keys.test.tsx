import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)

async function results(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk(options)
  open.push(shown)
  await ready(shown)
  shown.desk.jump('results')
  await ready(shown)
  return shown
}

const list = ({ desk }: OpenDesk) => desk.level().list
const items = ({ desk }: OpenDesk) => desk.page().list!.items as readonly ResultRecord[]

describe('sorting by several columns', () => {
  it('takes the second where the first are alike, says both, and lets each go by itself', async () => {
    const shown = await results()
    shown.press('h', 'h', 'h', 'h', 'h', 'h', 'h', 'h')
    const { columns } = shown.desk.page().list!.source
    const dataset = columns.findIndex(({ key }) => key === 'dataset')
    const folds = columns.findIndex(({ key }) => key === 'scores.val.rmse')
    shown.desk.changeList({ column: columns[dataset]!.key })
    shown.press('o', 'o')
    shown.desk.changeList({ column: columns[folds]!.key })
    shown.press('O')
    expect(list(shown).sort).toEqual([
      { key: 'dataset', descending: true },
      { key: 'scores.val.rmse', descending: false },
    ])
    const rows = items(shown).map(item => [columns[dataset]!.value(item), columns[folds]!.value(item)] as const)
    for (const [i, [name, score]] of rows.entries()) {
      const [before, least] = rows[i - 1] ?? [name, score]
      expect(String(before) >= String(name), `${i}`).toBe(true)
      if (before === name && least !== null && score !== null) expect(Number(least)).toBeLessThanOrEqual(Number(score))
    }
    await shown.until(/sorted by Dataset ↓, then .* ↑/i)
    shown.press('O', 'O')
    expect(list(shown).sort).toEqual([{ key: 'dataset', descending: true }])
  })
})

describe('undo and redo', () => {
  it('go through orders and filters of the page, and say what they did', async () => {
    const shown = await results()
    const first = items(shown)
    shown.press('o')
    shown.press(...'/dataset:fat', 'enter')
    const filtered = items(shown)
    expect(filtered.length).toBeLessThan(first.length)
    shown.press('z')
    await shown.until(/Undone: the filter\./)
    expect(list(shown).filter).toBe('')
    expect(list(shown).sort).toHaveLength(1)
    shown.press('z')
    await shown.until(/Undone: the order\./)
    expect(items(shown)).toEqual(first)
    shown.press('Z')
    await shown.until(/Done again: the order\./)
    shown.press('Z')
    await shown.until(/Done again: the filter\./)
    expect(items(shown)).toEqual(filtered)
    shown.press('Z')
    await shown.until(/Z is off here: Nothing was undone on this page\./)
  })

  it('leave out a filter that was given up, and what was changed on other pages', async () => {
    const shown = await results()
    shown.press(...'/dataset:fat', 'esc', 'z')
    await shown.until(/z is off here: Nothing was changed on this page\./)
    shown.press('o', '2')
    await shown.until(/n4a ▸ Runs/)
    await ready(shown)
    shown.press('z')
    await shown.until(/z is off here: Nothing was changed on this page\./)
  })
})
