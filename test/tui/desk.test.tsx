import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { createFakeEngine } from './fake-engine.ts'
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
const rowAt = ({ desk }: OpenDesk) => desk.page().list!.items[desk.level().list.cursor] as ResultRecord
const count = ({ desk }: OpenDesk) => desk.page().list!.items.length
const type = (shown: OpenDesk, text: string) => shown.press(...text)

describe('moving', () => {
  it('follows j, k, counts, G and gg', async () => {
    const shown = await results()
    type(shown, 'jjk')
    expect(list(shown).cursor).toBe(1)
    type(shown, '12G')
    expect(list(shown).cursor).toBe(11)
    type(shown, '5j')
    expect(list(shown).cursor).toBe(16)
    type(shown, 'G')
    expect(list(shown).cursor).toBe(160)
    type(shown, 'gg')
    expect(list(shown).cursor).toBe(0)
    type(shown, '3gg')
    expect(list(shown).cursor).toBe(2)
  })

  it('pages without losing the cursor, and stops at the ends', async () => {
    const shown = await results()
    const height = shown.desk.page().list!.height
    shown.press('pagedown')
    expect(list(shown)).toMatchObject({ cursor: height, top: height })
    shown.press('^u')
    expect(list(shown).cursor).toBe(height - Math.ceil(height / 2))
    for (let i = 0; i < 20; i++) shown.press('pagedown')
    expect(list(shown)).toMatchObject({ cursor: 160, top: 161 - height })
    for (let i = 0; i < 20; i++) shown.press('pageup')
    expect(list(shown)).toMatchObject({ cursor: 0, top: 0 })
  })

  it('keeps the cursor in view', async () => {
    const shown = await results()
    for (let i = 0; i < 70; i++) {
      shown.press('j')
      const { cursor, top } = list(shown)
      expect(cursor - top).toBeGreaterThanOrEqual(0)
      expect(cursor - top).toBeLessThan(shown.desk.page().list!.height)
    }
  })

  it('takes a digit by itself for a page, and says so while it waits', async () => {
    const shown = await results()
    shown.press('5')
    await shown.until(/5…/)
    await shown.until(/n4a ▸ Datasets/)
  })
})

describe('keys that come before the records', () => {
  it('wait for them, in their order', async () => {
    const shown = await start({ slow: 100 })
    shown.press('2', 'enter')
    await shown.until(/n4a ▸ Runs ▸ Tecator/)
    shown.press('j', 'j', 'enter')
    await shown.until(/3 of 160 in its list/)
    shown.press(...'3/rmsecv<1', 'enter', 'j')
    await shown.until(/row 2 of \d+/)
    expect(list(shown).filter).toBe('rmsecv<1')
  })

  it('are forgotten when one goes elsewhere', async () => {
    const shown = await start({ slow: 200 })
    shown.desk.jump('runs')
    shown.press('j', 'enter', 'esc')
    await ready(shown)
    await new Promise(resolve => setTimeout(resolve, 400))
    expect(shown.desk.level().place.screen).toBe('home')
  })

  it('take a digit for a page when the next key takes no number', async () => {
    const shown = await results()
    shown.press('5', 'enter')
    await shown.until(/n4a ▸ Datasets ▸ fat/)
  })
})

describe('going in and coming back', () => {
  it('finds cursor, scroll, filter and sort of every level as they were', async () => {
    const shown = await results()
    type(shown, '/dataset:fat')
    shown.press('enter', 'l', 'l', 'o', 'o')
    type(shown, '30G')
    const before = list(shown)
    expect(before).toMatchObject({
      cursor: 29,
      filter: 'dataset:fat',
      sort: [{ key: 'scores.val.rmse', descending: true }],
    })
    const id = rowAt(shown).id
    shown.press('enter')
    await shown.until(/Folds/)
    expect(shown.desk.level().place.subject).toBe(id)
    shown.press('p')
    await shown.until(/15 of 15 rows/)
    shown.press('j', 'j', 'enter')
    await shown.until(/Worst samples/)
    shown.press('esc', 'esc', 'esc')
    expect(list(shown)).toEqual(before)
    await shown.until(/81 of 161 rows/)
  })

  it('steps through the list a record came from, and returns to the record shown last', async () => {
    const shown = await results()
    shown.press('j', 'enter')
    await ready(shown)
    const second = shown.desk.level().place.subject
    shown.press(']', ']')
    await ready(shown)
    expect(shown.desk.level().place.subject).not.toBe(second)
    shown.press('[')
    shown.press('esc')
    expect(list(shown).cursor).toBe(2)
    expect(rowAt(shown).id).toBe(list(shown).selected)
  })

  it('keeps what was looked at in a record while stepping', async () => {
    const shown = await results()
    shown.press('enter')
    await ready(shown)
    shown.press('tab', 'tab', ']')
    await ready(shown)
    expect(shown.desk.page().pane!.id).toBe('metrics')
  })

  it('remembers each tab', async () => {
    const shown = await results()
    type(shown, '9G')
    shown.desk.jump('runs')
    await ready(shown)
    shown.desk.jump('results')
    expect(list(shown).cursor).toBe(8)
  })

  it('goes Home by q and leaves from there', async () => {
    const shown = await results()
    shown.press('enter')
    await ready(shown)
    shown.press('q')
    expect(shown.desk.level().place.screen).toBe('home')
    expect(shown.exited()).toBe(false)
    shown.press('q')
    expect(shown.exited()).toBe(true)
  })

  it('leaves by ^c twice, from anywhere', async () => {
    const shown = await results()
    shown.press('^c')
    await shown.until(/Press \^c again to quit/)
    shown.press('^c')
    expect(shown.exited()).toBe(true)
  })
})

describe('the filter', () => {
  it('counts while it is typed', async () => {
    const shown = await results()
    type(shown, '/dataset:fat')
    await shown.until(/81 of 161 rows/)
    type(shown, ' nc:5..6')
    await shown.until(/8 of 161 rows/)
  })

  it('keeps the rows while it cannot be read, and points at the place', async () => {
    const shown = await results()
    type(shown, '/nc:5..6 rmsecv<')
    await shown.until(/─\^ a value must stand after rmsecv< ─/)
    expect(count(shown)).toBe(16)
    const [, , , rule] = shown.text().split('\n')
    expect(rule!.indexOf('^')).toBe(3 + 'nc:5..6 rmsecv<'.length)
    shown.press('enter')
    expect(shown.desk.state().mode).toBe('filter')
    type(shown, '2')
    shown.press('enter')
    expect(list(shown).filter).toBe('nc:5..6 rmsecv<2')
  })

  it('never blanks the list while it is typed, and says so when nothing matches', async () => {
    const shown = await results()
    type(shown, '/zebra')
    await shown.until(/0 of 161 rows/)
    expect(count(shown)).toBeGreaterThan(0)
    shown.press('enter')
    await shown.until(/No row matches zebra/)
    shown.press('\\')
    expect(count(shown)).toBe(161)
  })

  it('gives the old filter back on Esc, and earlier ones on ↑', async () => {
    const shown = await results()
    type(shown, '/nc:5')
    shown.press('enter')
    type(shown, '/ dataset:protein')
    shown.press('esc')
    expect(list(shown).filter).toBe('nc:5')
    type(shown, '/')
    shown.press('^u')
    type(shown, 'nc:7')
    shown.press('enter')
    type(shown, '/')
    shown.press('up', 'up', 'enter')
    expect(list(shown).filter).toBe('nc:5')
  })

  it('is edited like a line', async () => {
    const shown = await results()
    type(shown, '/dataset:fat nc:5')
    shown.press('^w', 'backspace', 'home', 'right', 'left')
    type(shown, 'x')
    shown.press('backspace', 'end')
    expect(shown.desk.state().draft!.edit.text).toBe('dataset:fat')
  })

  it('stays on the record when rows before it go', async () => {
    const shown = await results()
    type(shown, '20G')
    const { id } = rowAt(shown)
    type(shown, `/${id}`)
    shown.press('enter')
    expect(rowAt(shown).id).toBe(id)
    shown.press('\\')
    expect(rowAt(shown).id).toBe(id)
    expect(list(shown).cursor).toBe(19)
  })
})

describe('sorting', () => {
  it('goes by the current column: ascending, descending, off', async () => {
    const shown = await results()
    shown.press('l', 'l', 'o')
    const scores = () => shown.desk.page().list!.items.map(item => (item as ResultRecord).scores.val?.rmse ?? null)
    const known = () => scores().filter(score => score !== null)
    expect(known()).toEqual([...known()].sort((a, b) => a - b))
    expect(scores().at(-1)).toBeNull()
    shown.press('o')
    expect(known()).toEqual([...known()].sort((a, b) => b - a))
    expect(scores().at(-1)).toBeNull()
    await shown.until(/RMSECV↓/)
    shown.press('o')
    expect(list(shown).sort).toEqual([])
  })

  it('shows a column that did not fit when it becomes the current one', async () => {
    const shown = await results({ columns: 80, rows: 24 })
    expect(shown.text()).not.toContain('Template')
    while (list(shown).column !== 'template_name') shown.press('l')
    await shown.until(/Template/)
  })
})

describe('keys that are off', () => {
  it('say why', async () => {
    const shown = await start()
    shown.press('esc')
    await shown.until(/esc is off here: This is Home; q quits\./)
    shown.press('p')
    await shown.until(/p is off here: Predictions belong to a result/)
    shown.press(']')
    await shown.until(/\] is off here: Open a record from a list/)
    shown.press('Q')
    await shown.until(/Q does nothing here/)
  })
})

describe('the help', () => {
  it('lists the keys and finds them by key or word', async () => {
    const shown = await results()
    shown.press('?')
    await shown.until(/One row down/)
    type(shown, 'descending')
    await shown.until(() => !/One row down/.test(shown.text()))
    expect(shown.text()).toContain('Sort by the current column')
    shown.press('esc')
    await shown.until(/best first in each dataset/)
  })
})

describe('copying', () => {
  it('hands the id of the record to the terminal and shows it', async () => {
    const shown = await results()
    shown.press('j', 'y', 'enter')
    expect(shown.copied).toEqual([rowAt(shown).id])
    await shown.until(new RegExp(`clipboard; if it does not arrive: .* \\(${rowAt(shown).id}\\)`))
  })

  it('offers a link to the page, and the marked rows as TSV and Markdown', async () => {
    const shown = await results()
    shown.press(' ', ' ', ...'/dataset:fat', 'enter')
    for (const name of ['link', 'TSV', 'Markdown']) shown.press('y', ...name, 'enter')
    const [link, tsv, markdown] = shown.copied
    expect(link).toBe('n4a tui --workspace /home/ana/nirs/workspace results --where dataset:fat')
    expect(tsv!.split('\n')).toHaveLength(3)
    expect(tsv!.split('\n')[0]).toContain('Dataset\t')
    expect(markdown!.split('\n')[1]).toMatch(/^\| --- \|.*---: \|/)
  })

  it('begins with the page of a link', async () => {
    const shown = await start({ place: { screen: 'results', subject: null, filter: 'dataset:fat' } })
    await shown.until(/n4a ▸ Results[\s\S]*8\d of 161 rows/)
    shown.press('esc')
    await shown.until(/n4a ▸ Home/)
  })
})

describe('an error', () => {
  it('goes away when r finds that the records can be read', async () => {
    const broken = createFakeEngine({ failing: true })
    const good = createFakeEngine()
    let fails = true
    const engine = { ...good, results: { ...good.results, list: () => (fails ? broken : good).results.list() } }
    const shown = openDesk({ engine })
    open.push(shown)
    shown.desk.jump('results')
    await shown.until(/Results cannot be read/)
    fails = false
    shown.press('r')
    await shown.until(/161 of 161 rows/)
    fails = true
    shown.press('r')
    await shown.until(/These records are not fresh/)
    expect(shown.text()).toContain('161 of 161 rows')
  })
})

describe('a record that is not what it should be', () => {
  it('is told as an error of its page, and the other pages go on', async () => {
    const good = createFakeEngine()
    const [first] = await good.runs.list()
    const damaged = { ...first!, best_results: null as never }
    const engine = { ...good, runs: { ...good.runs, list: async () => [damaged], get: async () => damaged } }
    const shown = openDesk({ engine })
    open.push(shown)
    shown.desk.jump('runs')
    await shown.until(/A record cannot be drawn {2}Unexpected/)
    shown.desk.open({ screen: 'run', subject: first!.id })
    await shown.until(/Run cannot be read {2}Unexpected/)
    shown.desk.jump('results')
    await shown.until(/161 of 161 rows/)
  })
})

describe('a size that is too small', () => {
  it('says so in one line', async () => {
    const shown = openDesk({ columns: 50, rows: 12 })
    open.push(shown)
    await shown.until(/Too small: 50×12; n4a needs 60×16\./)
  })
})
