import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)

async function at(screen: 'results' | 'home', options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk(options)
  open.push(shown)
  await ready(shown)
  shown.desk.jump(screen)
  await ready(shown)
  return shown
}

describe('the info card', () => {
  it('is the passport of the metric under the cursor, and tells where the record comes from', async () => {
    const engine = createFakeEngine()
    const shown = await at('results', { engine })
    const [first] = await engine.results.list()
    await engine.marks.set('result', [first!.id], { note: 'look again' })
    await shown.desk.marks.read()
    shown.desk.changeList({ column: 'scores.val.rmse' })
    shown.press('i')
    await shown.until(/Column RMSECV[\s\S]*Formula +√\(Σe² \/ n\)[\s\S]*Better +lower/)
    await shown.until(new RegExp(`Record[\\s\\S]*Id +${first!.id}[\\s\\S]*Id of the pipeline`))
    await shown.until(/\d+ lines below/)
    shown.press('pagedown')
    await shown.until(/Note +look again \(ana@bench\)/)
    shown.press('esc')
    expect(shown.desk.state().mode).toBe('browse')
    expect(shown.desk.level().place.screen).toBe('results')
  })

  it('scrolls where it is longer than the screen, and knows the record of a page', async () => {
    const shown = await at('results', { columns: 60, rows: 18 })
    shown.press('i')
    const before = shown.text()
    shown.press('j')
    await shown.until(() => shown.text() !== before)
    shown.press('i', 'enter')
    await ready(shown)
    shown.press('i')
    await shown.until(/What ranks it[\s\S]*RMSE \(rmse\)/)
  })
})

describe('filter suggestions', () => {
  const draft = (shown: OpenDesk) => shown.desk.state().draft?.edit.text
  const type = (shown: OpenDesk, text: string) => shown.press(...text)

  it('come from the rows while the filter is typed, and Tab goes through them', async () => {
    const shown = await at('results')
    type(shown, '/datas')
    await shown.until(/Tab +dataset:/)
    shown.press('tab')
    expect(draft(shown)).toBe('dataset:')
    await shown.until(/Tab +fat \d+ +protein 80/)
    type(shown, 'p')
    await shown.until(/Tab +protein 80/)
    shown.press('tab')
    expect(draft(shown)).toBe('dataset:protein')
    await shown.until(/80 of 161 rows/)
    type(shown, ' -status:')
    await shown.until(/Tab +completed/)
    shown.press('tab', 'tab')
    expect(draft(shown)).toBe('dataset:protein -status:failed')
    await shown.until(/\[failed\]/)
    shown.press('backtab')
    expect(draft(shown)).toBe('dataset:protein -status:completed')
    shown.press('esc')
    expect(shown.desk.level().list.filter).toBe('')
  })

  it('say that there are none', async () => {
    const shown = await at('results')
    type(shown, '/zzz')
    shown.press('tab')
    await shown.until(/Nothing in these rows goes on so/)
    expect(draft(shown)).toBe('zzz')
  })
})
