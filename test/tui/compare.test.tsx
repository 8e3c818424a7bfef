import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

async function start(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk(options)
  open.push(shown)
  await ready(shown)
  return shown
}

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)

async function results(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = await start(options)
  shown.desk.jump('results')
  await ready(shown)
  return shown
}

const list = ({ desk }: OpenDesk) => desk.level().list
const type = (shown: OpenDesk, text: string) => shown.press(...text)
const marks = ({ desk }: OpenDesk) => [...desk.level().list.marked]
const ids = ({ desk }: OpenDesk) => (desk.page().list!.items as readonly ResultRecord[]).map(({ id }) => id)

describe('marking results', () => {
  it('marks the row with space and moves down, and takes the mark away again', async () => {
    const shown = await results()
    type(shown, ' j ')
    expect(list(shown).cursor).toBe(3)
    expect(marks(shown)).toEqual([ids(shown)[0], ids(shown)[2]])
    await shown.until(/row 4 of 161 · 2 marked/)
    await shown.until(/^ ◆ fat[\s\S]*\n {3}fat[^\n]*\n ◆ fat/m)
    type(shown, 'gg ')
    expect(marks(shown)).toEqual([ids(shown)[2]])
    type(shown, 'gg3 ')
    expect(list(shown).cursor).toBe(3)
    expect(marks(shown)).toEqual(ids(shown).slice(0, 2))
  })

  it('shows marks without colours, and under the cursor as well', async () => {
    const shown = await results({ env: { TERM: 'dumb', NO_COLOR: '1' } })
    type(shown, ' k')
    await shown.until(/^>\* fat/m)
  })

  it('keeps marks through filter, sort, a record and another page', async () => {
    const shown = await results()
    type(shown, '  ')
    const before = marks(shown)
    type(shown, '/dataset:protein')
    shown.press('enter')
    await shown.until(/81 of 161 rows|80 of 161 rows/)
    await shown.until(/2 marked/)
    type(shown, 'o')
    shown.press('enter')
    await ready(shown)
    shown.press('esc')
    shown.desk.jump('runs')
    await ready(shown)
    shown.desk.jump('results')
    type(shown, '\\')
    expect(marks(shown)).toEqual(before)
  })

  it('inverts the marks of the rows that the filter lets through, and leaves the others', async () => {
    const shown = await results()
    type(shown, ' ')
    const [first] = marks(shown)
    type(shown, '/dataset:protein nc=3')
    shown.press('enter', '*')
    const filtered = ids(shown)
    expect(filtered.length).toBe(4)
    expect(marks(shown)).toEqual([first, ...filtered])
    type(shown, 'gg *')
    expect([...marks(shown)].sort()).toEqual([first, filtered[0]].sort())
  })

  it('says where nothing can be marked, and why there is nothing to compare', async () => {
    const shown = await results()
    type(shown, 'c')
    await shown.until(/c is off here: Mark two or more results with space first\./)
    type(shown, ' c')
    await shown.until(/c is off here: Only one result is marked; space marks another\./)
    type(shown, '*c')
    await shown.until(/c is off here: At most 26 results can be compared at once\./)
    shown.desk.jump('templates')
    await ready(shown)
    type(shown, ' ')
    await shown.until(/space is off here: Only runs, results, predictions and datasets can be marked\./)
    expect(marks(shown)).toEqual([])
  })
})

describe('comparing results', () => {
  it('holds them against the one that was marked first, and comes back to the list as it was', async () => {
    const shown = await results()
    type(shown, '/dataset:fat nc:8..12')
    shown.press('enter', 'l', 'o')
    type(shown, '6G gg   ')
    const before = list(shown)
    const [baseline] = marks(shown)
    type(shown, 'c')
    await shown.until(/Compare 4[\s\S]*4 results compared; all: dataset fat/)
    expect(shown.desk.level().place.ids).toEqual([...before.marked])
    expect(shown.text()).toMatch(/RMSECV ± sd[\s\S]*\n A [\s\S]*\n D /)
    expect(shown.text()).toMatch(/Change +Folds won +p +Verdict +One SE/)
    expect(shown.text()).toMatch(/\n A [^\n]*baseline/)
    expect(shown.text()).toMatch(/\n B [^\n]*[14]\/5 +(0\.410|< 0\.001) +(tie|better|worse)/)
    expect(shown.text()).toMatch(/(tie \(p > 0\.05\)|than A)\./)
    shown.press('esc')
    expect(list(shown)).toEqual(before)
    expect(marks(shown)[0]).toBe(baseline)
    await shown.until(/4 marked/)
  })

  it('compares the results of a run from its own list', async () => {
    const shown = await start()
    shown.press('2')
    await ready(shown)
    shown.press('enter')
    await ready(shown)
    type(shown, '  c')
    await shown.until(/Runs ▸ Tecator ▸ Compare 2[\s\S]*2 results compared/)
  })

  it('says why results cannot be compared and what to do, and goes back', async () => {
    const shown = await results()
    type(shown, ' 150G c')
    await shown.until(/Comparison cannot be read {2}UnsupportedRequest[\s\S]*several datasets/)
    expect(shown.text()).toContain('Compare one dataset at a time.')
    expect(shown.text()).toContain('Esc goes back')
    shown.press('esc')
    await shown.until(/row 151 of 161 · 2 marked/)
  })

  it('keeps what the tests say in a narrow terminal, and scrolls to the verdict', async () => {
    const shown = await results({ columns: 60, rows: 16 })
    type(shown, '   c')
    await shown.until(/Compare 3/)
    await shown.until(/line 1 of \d+/)
    await shown.until(/\n A +\d+ [\s\S]*\n C [\s\S]*Change +Folds won +p +Verdict +One SE/)
    type(shown, 'G')
    await shown.until(/A and B tie[\s\S]*One SE: within one standard error/)
  })
})
