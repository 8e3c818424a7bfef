import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openUserMemory, type UserMemory } from '../../src/core/engine/index.ts'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

let folder = ''
let memory: UserMemory
const open: OpenDesk[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'n4a-memory-'))
  vi.stubEnv('XDG_STATE_HOME', folder)
  memory = openUserMemory('/home/ana/nirs/workspace')
})
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)

async function start(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk({ memory, ...options })
  open.push(shown)
  await ready(shown)
  return shown
}

/** Leave it, so that the next start finds what it left. */
function leave(shown: OpenDesk) {
  shown.close()
  open.splice(open.indexOf(shown), 1)
}

const list = ({ desk }: OpenDesk) => desk.level().list
const ids = ({ desk }: OpenDesk) => (desk.page().list!.items as readonly ResultRecord[]).map(({ id }) => id)

/** Results: filtered, sorted, a column hidden, two rows marked, the cursor on the fourth; then into that result. */
async function arrange() {
  const shown = await start()
  shown.desk.jump('results')
  await ready(shown)
  shown.press(...'/dataset:fat', 'enter', 'l', 'l', 'o', 'o')
  shown.press('C')
  for (const key of 'Template') shown.press(key)
  shown.press('enter', 'esc', ' ', ' ', 'j')
  return shown
}

describe('the dashboard, started again', () => {
  it('stands where it was left: the way, filters, orders, columns, marks and the row by its id', async () => {
    const first = await arrange()
    const [kept, rows] = [list(first), ids(first)]
    const under = rows[kept.cursor]!
    first.press('enter')
    await ready(first)
    first.press('tab')
    const { pane } = first.desk.level()
    leave(first)

    const second = await start()
    await second.until(/As you left it/)
    expect(second.desk.level()).toMatchObject({ place: { screen: 'result', subject: under }, pane })
    second.press('esc')
    await ready(second)
    expect(ids(second)).toEqual(rows)
    const { column, sort, filter, marked, hidden, cursor, selected } = list(second)
    expect({ column, sort, filter, marked, hidden, cursor, selected }).toEqual({
      column: kept.column,
      sort: kept.sort,
      filter: 'dataset:fat',
      marked: kept.marked,
      hidden: new Set(['template_name']),
      cursor: kept.cursor,
      selected: under,
    })
    second.press('q')
    second.desk.jump('results')
    await ready(second)
    expect(list(second).filter).toBe('dataset:fat')
  })

  it('tells who stands elsewhere what is new at Home', async () => {
    leave(await arrange())
    const looked = memory.read('looked') as object
    memory.write('looked', { ...looked, at: '2026-11-01T00:00:00.000Z' })
    const second = await start({ live: 60_000 })
    await second.until(/As you left it; since then 12 new results, which Home lists \(q\)/)
  })

  it('begins at Home with fresh, and at the page of a deep link, whose tabs stand as they were left', async () => {
    leave(await arrange())
    const fresh = await start({ fresh: true })
    expect(fresh.desk.state().stack).toHaveLength(1)
    leave(fresh)

    leave(await arrange())
    const linked = await start({ place: { screen: 'runs', subject: null, filter: 'name:tecator' } })
    expect(linked.desk.level()).toMatchObject({ place: { screen: 'runs' }, list: { filter: 'name:tecator' } })
    linked.desk.jump('results')
    await ready(linked)
    expect(list(linked).filter).toBe('dataset:fat')
  })

  it('goes back to what is still there when the record is gone', async () => {
    const first = await arrange()
    first.press('enter')
    await ready(first)
    leave(first)
    const text = JSON.stringify(memory.read('session'))
    memory.write('session', JSON.parse(text.replaceAll(/"subject":"[^"]+"/g, '"subject":"gone"')))
    const second = await start()
    await second.until(/is not there any more/)
    expect(second.desk.level().place.screen).toBe('results')
    expect(list(second).filter).toBe('dataset:fat')
  })

  it('starts whatever the file holds', async () => {
    const inside = [
      '',
      '{',
      'null',
      '[]',
      '{"stack": 7}',
      '{"stack": [{"screen": "home"}, {"screen": "nowhere"}], "roots": [null, 3, {"screen": "results", "list": 4}]}',
      '{"stack": [{"screen": "results"}]}',
      '{"stack": [{"screen": "home", "list": {"filter": "((", "sort": [1, {"key": 2}], "hidden": "x", "selected": []}}]}',
    ]
    memory.write('session', {})
    const [file] = readdirSync(memory.folder)
    for (const text of inside) {
      writeFileSync(join(memory.folder, file!), text)
      const shown = await start()
      expect(shown.desk.page().load.error, text).toBeNull()
      expect(shown.desk.level().place.screen, text).toBe('home')
      expect(list(shown).filter).toBe('')
      leave(shown)
    }
  })

  it('says once that nothing can be remembered, and works', async () => {
    const broken: UserMemory = { folder: '', read: () => undefined, write: () => 'the disk is full' }
    const shown = await start({ memory: broken })
    shown.press('m', 'a')
    await shown.until(/The bookmark cannot be kept: the disk is full/)
    shown.desk.jump('results')
    await ready(shown)
  })

  it('keeps no half-made run', async () => {
    const first = await start()
    first.press('n')
    await ready(first)
    leave(first)
    const second = await start()
    expect(second.desk.state().stack).toHaveLength(1)
  })
})

describe('filters used before', () => {
  it('come back with ↑ after a restart, the latest first, with those of another dashboard', async () => {
    const first = await start()
    first.desk.jump('results')
    await ready(first)
    first.press(...'/dataset:fat', 'enter', ...'/', '^u', ...'nc:5', 'enter')
    memory.write('filters', ['dataset:protein', ...(memory.read('filters') as readonly string[])])
    first.press('/', '^u', ...'nc:6', 'enter')
    leave(first)
    const second = await start({ fresh: true })
    second.desk.jump('results')
    await ready(second)
    second.press('/', 'up')
    expect(second.desk.state().draft?.edit.text).toBe('nc:6')
    second.press('up', 'up')
    const third = second.desk.state().draft?.edit.text
    second.press('up')
    expect([third, second.desk.state().draft?.edit.text].sort()).toEqual(['dataset:fat', 'dataset:protein'])
  })
})

describe('bookmarks', () => {
  it('lead back to the page as it was, also after a restart, and are listed', async () => {
    const first = await arrange()
    first.press('m', 'w')
    await first.until(/Bookmark w: Results\. 'w leads back here/)
    const rows = ids(first)
    first.press('\\', 'q', "'", 'w')
    await ready(first)
    expect(ids(first)).toEqual(rows)
    leave(first)

    const second = await start({ fresh: true })
    second.press("'", 'w')
    await ready(second)
    expect(ids(second)).toEqual(rows)
    second.press("'", 'k')
    await second.until(/There is no bookmark k; mk sets it/)
    second.press(...':bookmarks', 'enter')
    await second.until(/w {2}Results +'w/)
    second.press('esc', ...':forget', 'enter')
    await second.until(/Forget which bookmark/)
    second.press('enter')
    await second.until(/Bookmark w is forgotten; z brings it back/)
    second.press("'", 'w')
    await second.until(/There is no bookmark w/)
    second.press('z')
    await second.until(/Undone: bookmark w forgotten/)
    second.desk.jump('runs')
    second.press("'", 'w')
    await ready(second)
    expect(ids(second)).toEqual(rows)
  })
})

describe('- (the last page)', () => {
  it('swaps two pages as they stand', async () => {
    const shown = await start()
    shown.press('-')
    await shown.until(/- is off here: No other page was looked at yet\./)
    shown.desk.jump('results')
    await ready(shown)
    shown.press('j', 'j')
    shown.desk.jump('runs')
    await ready(shown)
    shown.press('-')
    await ready(shown)
    expect(shown.desk.level()).toMatchObject({ place: { screen: 'results' }, list: { cursor: 2 } })
    shown.press('-')
    await ready(shown)
    expect(shown.desk.level().place.screen).toBe('runs')
  })
})

describe('what is remembered on the disk', () => {
  it('is readable for nobody else, and a folder that cannot be written is told', () => {
    expect(memory.write('session', { a: 1 })).toBeNull()
    expect(memory.read('session')).toEqual({ a: 1 })
    expect(readdirSync(memory.folder)).toEqual(['session.json'])
    chmodSync(memory.folder, 0o500)
    // Root may write everywhere.
    if (process.getuid?.() !== 0) expect(memory.write('session', 1)).toMatch(/EACCES/)
    chmodSync(memory.folder, 0o700)
  })
})
