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

const type = (shown: OpenDesk, text: string) => shown.press(...text)
const command = (shown: OpenDesk, text: string) => {
  type(shown, `:${text}`)
  shown.press('enter')
}
const body = (shown: OpenDesk) => shown.text().split('\n').slice(5)

describe('groups', () => {
  it('put alike rows together under headings with count and best, and the list stays a list', async () => {
    const shown = await results()
    const plain = items(shown)
    shown.desk.changeList({ column: 'dataset' })
    command(shown, 'group')
    await shown.until(/Grouped by Dataset/)
    const datasets = [...new Set(plain.map(({ dataset }) => dataset))]
    const rows = items(shown)
    expect(rows).toHaveLength(plain.length)
    expect(rows.map(({ dataset }) => dataset)).toEqual(
      datasets.flatMap(name => plain.filter(({ dataset }) => dataset === name).map(({ dataset }) => dataset)),
    )
    const first = plain.filter(({ dataset }) => dataset === datasets[0])
    await shown.until(new RegExp(`▸ ${datasets[0]} {3}${first.length} rows {3}best RMSECV \\d`))
    shown.press('j')
    await shown.until(new RegExp(`row 2 of ${plain.length} .* ${datasets.length} groups`))
    // The cursor is seen wherever it goes, below headings as well.
    for (const key of ['G', 'up', '^u', 'pageup', 'gg', 'pagedown', 'G']) {
      if (key === 'gg') shown.press('g', 'g')
      else shown.press(key)
      await shown.until(() => body(shown).some(line => line.startsWith('▌')))
    }
    expect(list(shown).cursor).toBe(plain.length - 1)
    shown.press('z')
    await shown.until(/Undone: the groups/)
    expect(items(shown)).toEqual(plain)
    command(shown, 'group off')
    await shown.until(/This list has no groups/)
  })

  it('by a column of many values shows every row once', async () => {
    const shown = await results({ rows: 24, columns: 80 })
    shown.desk.changeList({ column: 'pipeline_config' })
    command(shown, 'group')
    const seen = new Set<string>()
    for (let row = 0; row < items(shown).length; row++) {
      await shown.until(() => body(shown).some(line => line.startsWith('▌')))
      seen.add(list(shown).selected!)
      shown.press('j')
    }
    expect(seen.size).toBe(items(shown).length)
  })
})

describe('marking many', () => {
  it('takes a range with v, shows it while it grows, and Esc gives it up', async () => {
    const shown = await results()
    const ids = items(shown).map(({ id }) => id)
    shown.press('j', 'v', 'j', 'j')
    await shown.until(/range of 3/)
    await shown.until(() => body(shown).filter(line => line.includes('◆')).length === 3)
    expect(list(shown).marked.size).toBe(0)
    shown.press('v')
    expect([...list(shown).marked]).toEqual(ids.slice(1, 4))
    shown.press('v', 'k', 'esc')
    expect(list(shown)).toMatchObject({ anchor: null })
    expect(list(shown).marked.size).toBe(3)
    shown.press('z')
    await shown.until(/Undone: the marks/)
    expect(list(shown).marked.size).toBe(0)
  })

  it('lets any verb mark the range and act on it', async () => {
    const shown = await results()
    shown.press('v', 'j', 's')
    await shown.until(/Star set on 2 results/)
    expect(list(shown).marked.size).toBe(2)
  })

  it('marks by a filter, beside what is marked, and takes all away', async () => {
    const shown = await results()
    const protein = items(shown).filter(({ dataset }) => dataset === 'protein')
    shown.press('G', ' ')
    command(shown, 'mark dataset:protein')
    await shown.until(new RegExp(`Marked ${protein.length} rows`))
    expect(list(shown).marked.size).toBeGreaterThanOrEqual(protein.length)
    expect(list(shown).filter).toBe('')
    command(shown, 'mark (fat')
    await shown.until(/The filter cannot be read/)
    command(shown, 'mark nowhere')
    await shown.until(/No row here matches nowhere/)
    command(shown, 'unmark')
    await shown.until(/Took .* marks away/)
    expect(list(shown).marked.size).toBe(0)
  })
})

describe('zoom', () => {
  it('gives the list the head of the page, then the frame, and returns', async () => {
    const shown = await results()
    shown.press('enter')
    await ready(shown)
    const before = shown.desk.page()
    expect(before.head.length).toBeGreaterThan(0)
    shown.press('+')
    await shown.until(/Zoomed: without the head/)
    expect(shown.desk.page().head).toEqual([])
    shown.press('+')
    await shown.until(() => !/n4a ▸/.test(shown.text()))
    expect(shown.text().split('\n')).toHaveLength(36)
    shown.press('_', '_')
    await shown.until(/n4a ▸/)
    expect(shown.desk.page().head).toEqual(before.head)
  })

  it('shows the filter while it is typed', async () => {
    const shown = await results()
    shown.press('+', '+')
    type(shown, '/fat')
    await shown.until(/ \/ fat/)
    shown.press('enter')
    await shown.until(() => !/ \/ fat/.test(shown.text()))
  })
})

describe('removing a view', () => {
  it('asks first, and z brings it back', async () => {
    const shown = await results()
    command(shown, 'view remove')
    await shown.until(/There are no saved views of results/)
    type(shown, '/dataset:fat')
    shown.press('enter')
    command(shown, 'view save morning')
    await shown.until(/Saved as view morning/)
    command(shown, 'view remove')
    await shown.until(/Remove which view/)
    shown.press('enter')
    await shown.until(/Remove 1 view, morning/)
    shown.press('n')
    expect(await shown.desk.engine.views.list()).toHaveLength(1)
    command(shown, 'view remove')
    await shown.until(/Remove which view/)
    shown.press('enter', 'y')
    await shown.until(/Removed view morning; z brings it back/)
    expect(await shown.desk.engine.views.list()).toHaveLength(0)
    shown.press('z')
    await shown.until(/Undone: removal of view morning/)
    expect(await shown.desk.engine.views.list()).toMatchObject([{ name: 'morning', where: 'dataset:fat' }])
  })
})

describe('columns', () => {
  it('are put into the order of the user, which the menu shows and z takes back', async () => {
    const shown = await results()
    const names = () => shown.text().split('\n')[4]!.trim().split(/ {2,}/)
    await shown.until(/Dataset +Pipeline/)
    shown.desk.changeList({ column: 'scores.val.rmse' })
    command(shown, 'move column first')
    await shown.until(/RMSECV +Dataset +Pipeline/)
    shown.press('C')
    await shown.until(/\[x\] RMSECV[\s\S]*\[x\] Dataset[\s\S]*\[x\] Pipeline/)
    shown.press('esc')
    command(shown, 'move column right')
    await shown.until(() => names()[0] === 'Dataset' && names()[1] === 'RMSECV')
    shown.press('z', 'z')
    await shown.until(/Dataset +Pipeline +RMSECV/)
  })
})

describe('commands with a filter', () => {
  it('lead to the list, filtered, or as it was left', async () => {
    const shown = await results()
    command(shown, 'runs name:tecator')
    await ready(shown)
    expect(shown.desk.level()).toMatchObject({ place: { screen: 'runs' }, list: { filter: 'name:tecator' } })
    command(shown, 'results')
    await ready(shown)
    expect(shown.desk.level()).toMatchObject({ place: { screen: 'results' }, list: { filter: '' } })
    command(shown, 'results (')
    await shown.until(/The filter cannot be read/)
    shown.press('/', 'up')
    expect(shown.desk.state().draft?.edit.text).toBe('name:tecator')
  })
})

describe('notes and tags', () => {
  it('are asked for by N and t, about what is marked', async () => {
    const shown = await results()
    type(shown, '  N')
    await shown.until(/Note on 2 results/)
    shown.press('enter')
    await shown.until(/A note has words/)
    type(shown, 'odd residuals')
    shown.press('enter')
    await shown.until(/Noted on 2 results/)
    type(shown, 't')
    await shown.until(/Tag of 2 results/)
    type(shown, 'thesis')
    shown.press('enter')
    await shown.until(/Tag thesis set on 2 results/)
    expect(await shown.desk.engine.marks.list()).toMatchObject([{ tags: ['thesis'] }, { tags: ['thesis'] }])
  })
})

describe('Y', () => {
  it('copies the whole table as it is shown', async () => {
    const shown = await results()
    type(shown, '/dataset:protein')
    shown.press('enter', 'l', 'l', 'o', 'o', 'Y')
    await shown.until(/\(80 rows as TSV\)/)
    const [header, ...rows] = shown.copied.at(-1)!.split('\n')
    expect(header).toMatch(/^Dataset\tPipeline\tRMSECV/)
    const scores = rows.map(row => Number(row.split('\t')[2]))
    expect(scores).toHaveLength(80)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })
})
