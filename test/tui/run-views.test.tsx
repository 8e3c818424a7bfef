import { afterEach, describe, expect, it, vi } from 'vitest'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

async function run(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk(options)
  open.push(shown)
  shown.desk.open({ screen: 'run', subject: '2026-11-23_Tecator_3fa9c1' })
  await shown.until(() => shown.desk.page().load.ready)
  return shown
}

describe('the views of a run', () => {
  it('follow each other with Tab, and lead back to the list as it was', async () => {
    const shown = await run()
    shown.press('j', 'j', 'j')
    const { selected } = shown.desk.level().list
    shown.press('tab')
    await shown.until(/RMSECV by preprocessing × dataset[\s\S]*view 2\/6 Matrix/)
    shown.press('tab')
    await shown.until(/RMSECV by preprocessing on fat[\s\S]*best median[\s\S]*view 3\/6 Factors/)
    shown.press('tab')
    await shown.until(/Best RMSECV so far on fat[\s\S]*view 4\/6 Race/)
    expect(shown.text()).toMatch(/[\u2801-\u28ff]/)
    shown.press('tab')
    await shown.until(/view 5\/6 Events/)
    shown.press('tab')
    await shown.until(/before expansion[\s\S]*view 6\/6 Template/)
    shown.press('tab')
    await shown.until(/row 4 of 160/)
    expect(shown.desk.level().list.selected).toBe(selected)
    shown.press('backtab')
    await shown.until(/view 6\/6 Template/)
  })

  it('say that a key of the list is off, and why', async () => {
    const shown = await run()
    shown.press('tab', '/')
    await shown.until(/\/ is off here: There is no list on this page\./)
  })
})
