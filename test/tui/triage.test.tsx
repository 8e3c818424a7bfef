import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)

async function at(screen: 'results' | 'runs' | 'datasets') {
  const engine = createFakeEngine()
  const shown = openDesk({ engine })
  open.push(shown)
  await ready(shown)
  shown.desk.jump(screen)
  await ready(shown)
  return { ...shown, engine }
}

const list = ({ desk }: OpenDesk) => desk.level().list
const ids = ({ desk }: OpenDesk) => (desk.page().list!.items as readonly ResultRecord[]).map(({ id }) => id)
const type = (shown: OpenDesk, text: string) => shown.press(...text)

describe('triage', () => {
  it('stars all marked records at once, shows it without colours, filters by it and takes it back', async () => {
    const shown = await at('results')
    const [first, second, third] = ids(shown)
    type(shown, ' js')
    shown.press('k')
    await shown.until(/Star set on 1 result; z takes it back/)
    type(shown, ' s')
    await shown.until(/Star set on 1 result/)
    await shown.until(/◆★/)
    const starred = async () => (await shown.engine.marks.list()).filter(mark => mark.starred).map(m => m.subject_id)
    await shown.until(() => list(shown).marked.size === 2)
    expect(await starred()).toEqual([first, second])
    type(shown, '/is:starred')
    shown.press('enter')
    expect(ids(shown)).toEqual([first, second])
    type(shown, 'z')
    await shown.until(/Undone: the filter/)
    type(shown, 'z')
    await shown.until(/Undone: star set on 1 result/)
    expect(await starred()).toEqual([first])
    expect(third).toBeDefined()
  })

  it('rejects, tags and notes, by keys and by commands', async () => {
    const shown = await at('results')
    type(shown, '!')
    await shown.until(/Rejection set on 1 result/)
    type(shown, '!')
    await shown.until(/Rejection taken from 1 result/)
    type(shown, ':tag routine')
    shown.press('enter')
    await shown.until(/Tag routine set on 1 result/)
    type(shown, ':note look again')
    shown.press('enter')
    await shown.until(/Noted on 1 result/)
    expect(await shown.engine.marks.list()).toMatchObject([
      { rejected: false, tags: ['routine'], notes: [{ text: 'look again' }] },
    ])
    type(shown, '/has:note')
    shown.press('enter')
    expect(ids(shown)).toHaveLength(1)
  })

  it('shows what another process says, without being asked', async () => {
    const shown = await at('results')
    type(shown, '/-is:rejected')
    shown.press('enter')
    const [first] = ids(shown)
    await shown.engine.marks.set('result', [first!], { star: true })
    await shown.until(/▌ ★/)
    await shown.engine.marks.set('result', [first!], { reject: true })
    await shown.until(() => !ids(shown).includes(first!))
  })

  it('says why there is nothing to star', async () => {
    const shown = await at('datasets')
    type(shown, 's')
    await shown.until(/s is off here: Runs, results and predictions can be starred/)
  })
})

describe('deleting runs', () => {
  it('asks with counts, does nothing on n, deletes on y, and z restores', async () => {
    const shown = await at('runs')
    const before = ids(shown)
    type(shown, ' d')
    await shown.until(/Delete 1 run with 160 results\?/)
    shown.press('enter')
    type(shown, 'n')
    expect(shown.desk.state().mode).toBe('browse')
    expect(await shown.engine.runs.deleted()).toEqual([])
    type(shown, 'd')
    await shown.until(/Delete 1 run with 160 results\?/)
    type(shown, 'y')
    await shown.until(/Deleted 1 run with 160 results; z restores/)
    expect(ids(shown)).toEqual(before.slice(1))
    type(shown, 'z')
    await shown.until(/Undone: deletion of 1 run/)
    expect(ids(shown)).toEqual(before)
  })

  it('restores from the list of what was deleted', async () => {
    const shown = await at('runs')
    const before = ids(shown)
    type(shown, 'dy')
    await shown.until(/Deleted 1 run/)
    type(shown, ':restore')
    shown.press('enter')
    await shown.until(/Deleted runs/)
    shown.press('enter')
    await shown.until(/Restored /)
    expect(ids(shown)).toEqual(before)
  })
})

describe('menus', () => {
  it('hide and show columns, and undo it', async () => {
    const shown = await at('results')
    await shown.until(/RMSECV/)
    type(shown, 'CRMSECV')
    await shown.until(/\[x\] RMSECV/)
    shown.press('enter')
    await shown.until(/\[ \] RMSECV/)
    shown.press('esc')
    await shown.until(/1 column hidden/)
    expect(shown.text().split('\n')[4]).not.toContain('RMSECV')
    type(shown, 'z')
    await shown.until(/Undone: column RMSECV/)
    expect(list(shown).hidden.size).toBe(0)
  })

  it('save a view with filter and order, and bring it back', async () => {
    const shown = await at('results')
    type(shown, 'V')
    await shown.until(/No saved views of results yet/)
    type(shown, '/dataset:fat')
    shown.press('enter', 'l', 'l', 'o', 'o')
    const kept = list(shown)
    type(shown, ':view save morning')
    shown.press('enter')
    await shown.until(/Saved as view morning/)
    expect(await shown.engine.views.list()).toMatchObject([
      { name: 'morning', of: 'results', where: 'dataset:fat', sort: '-scores.val.rmse' },
    ])
    type(shown, '\\o')
    type(shown, 'V')
    await shown.until(/morning +/)
    shown.press('enter')
    await shown.until(/View morning\./)
    expect(list(shown)).toMatchObject({ filter: kept.filter, sort: kept.sort })
  })

  it('find every action by its words, do it, and say why one is off', async () => {
    const shown = await at('results')
    type(shown, ':then by')
    await shown.until(/then by +O/)
    shown.press('enter')
    expect(list(shown).sort).toHaveLength(1)
    type(shown, ':compare')
    await shown.until(/Mark two or more results with space first/)
    shown.press('esc')
    type(shown, ':note ')
    shown.press('enter')
    await shown.until(/Type TEXT after note/)
    shown.press('esc')
    expect(shown.desk.state().mode).toBe('browse')
  })
})
