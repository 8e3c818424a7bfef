import { afterEach, describe, expect, it, vi } from 'vitest'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

async function datasets(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk({ lost: true, place: { screen: 'datasets', subject: null }, ...options })
  open.push(shown)
  await shown.until(/fat +✗ missing/)
  return shown
}
const type = ({ press }: OpenDesk, text: string) => press(...text, 'enter')

describe('a dataset that is not where it was', () => {
  it('is looked for stage by stage, found in a folder that is typed, taken, and put back', async () => {
    const shown = await datasets()
    shown.press('R')
    await shown.until(/Repair fat[\s\S]*1 where it was[\s\S]*3 same size +8[\s,]?412[\s\S]*It was not found/)
    expect(shown.text()).toContain('215 samples, 100 channels')
    await shown.until(/▌ +type a path/)
    shown.press('j', 'enter')
    await shown.until(/Look through the folder/)
    type(shown, '/scratch')
    await shown.until(/Found: \/scratch\/tecator\.csv[\s\S]*▌ +take it/)
    shown.press('enter')
    await shown.until(/fat +! relocated[\s\S]*Repaired 1 dataset\. fat is at \/scratch\/tecator\.csv\. z takes it back/)
    shown.press('z')
    await shown.until(/Undone: repair of 1 dataset/)
    await shown.until(/fat +✗ missing/)
    shown.press('Z')
    await shown.until(/fat +! relocated/)
  })

  it('is taken at a path that is typed only where its content proves it, else shown as a new version', async () => {
    const shown = await datasets()
    shown.press('R')
    await shown.until(/was not found/)
    shown.press('enter')
    await shown.until(/It is at/)
    shown.press('^u')
    type(shown, '/data/other.csv')
    await shown.until(/Take it as version v2_77ae01 of fat\?[\s\S]*samples: 215 → 230/)
    shown.press('n')
    expect((await shown.desk.engine.datasets.get('ds_fat')).status).toBe('missing')
  })
})

it('a changed file becomes a new version after what differs was shown', async () => {
  const shown = await datasets()
  shown.press('j', 'R')
  await shown.until(/Repair protein[\s\S]*What is there is not what was recorded[\s\S]*samples +215 → 230/)
  await shown.until(/▌ +accept as a new version/)
  shown.press('enter')
  await shown.until(/Take it as version v2_77ae01 of protein\?/)
  shown.press('y')
  await shown.until(/protein +✓ valid[\s\S]*Repaired 1 dataset/)
  shown.press('z')
  await shown.until(/protein +! hash/)
})

it('marked datasets are looked for together', async () => {
  const shown = await datasets()
  shown.press(' ', ' ', 'R')
  await shown.until(/Repair 2 datasets[\s\S]*Found 0 of 2 datasets/)
  shown.press('G', 'k', 'enter')
  await shown.until(/Look through the folder/)
  type(shown, '/scratch')
  await shown.until(/Found 1 of 2 datasets[\s\S]*write down 1 dataset/)
  shown.press('enter')
  await shown.until(/Write down where 1 dataset is now\?/)
  shown.press('y')
  await shown.until(/fat +! relocated/)
})

it('leaving ends what is looked for', async () => {
  const shown = await datasets({ slow: 20 })
  const signals: AbortSignal[] = []
  const { datasets: keeping } = shown.desk.engine
  const check = keeping.check
  keeping.check = request => {
    signals.push(request!.signal!)
    return new Promise(() => {}) as ReturnType<typeof check>
  }
  shown.press('R')
  await shown.until(/Looking: stored path/)
  shown.press('esc')
  await shown.until(/fat +✗ missing/)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

it('is usable in 80 × 24', async () => {
  const shown = await datasets({ columns: 80, rows: 24 })
  shown.press('R')
  await shown.until(/Repair fat[\s\S]*3 same size[\s\S]*type a path[\s\S]*look through a folder/)
})
