import { afterEach, describe, expect, it, vi } from 'vitest'
import type { UserMemory } from '../../src/core/index.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

/** So wide that nothing stands beside the list. */
function home(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk({ columns: 100, ...options })
  open.push(shown)
  return shown
}

function memoryOf(kept: Record<string, unknown>): UserMemory {
  return {
    folder: '',
    read: name => kept[name],
    write: (name, value) => {
      kept[name] = JSON.parse(JSON.stringify(value))
      return null
    },
  }
}

const run = '2026-11-23_Tecator_3fa9c1'

describe('what needs its user', () => {
  it('counts the causes of failures, and leads to them', async () => {
    const shown = home()
    await shown.until(/✗ 1 failed result +Tecator +1 cause: \w+ 1/)
    shown.press('enter')
    await shown.until(/status:failed[\s\S]*1 of 160 rows/)
  })

  it('has datasets that are lost, which Enter and R repair', async () => {
    const shown = home({ lost: true })
    await shown.until(/✗ dataset missing +fat[\s\S]*! dataset changed +protein/)
    shown.press('/', ...'missing', 'enter', 'R')
    await shown.until(/Home ▸ Repair fat|▸ Repair fat/)
  })

  it('tells what was stored since it was left last, once', async () => {
    const kept: Record<string, unknown> = { looked: { at: '2026-11-23T12:00:00.000Z', runs: { [run]: 100 } } }
    const shown = home({ memory: memoryOf(kept) })
    await shown.until(/● 60 new results +Tecator +since 2026-11-23 12:00/)
    shown.press('enter')
    await shown.until(/▸ Tecator[\s\S]*160 of 160 rows/)
    shown.press('esc')
    await shown.until(() => /best on fat/.test(shown.text()) && !/new result/.test(shown.text()))
    open.splice(open.indexOf(shown), 1)
    shown.close()
    expect(kept.looked).toMatchObject({ runs: { [run]: 160 } })
    const again = home({ memory: memoryOf(kept), fresh: true })
    await again.until(/failed result/)
    expect(again.text()).not.toContain('new result')
  })

  it('takes a damaged memory for none', async () => {
    for (const looked of [3, { at: 'yesterday', runs: {} }, { at: '2026-11-23T12:00:00.000Z', runs: null }]) {
      const shown = home({ memory: memoryOf({ looked }) })
      await shown.until(/best on fat/)
      expect(shown.text()).not.toContain('new result')
    }
  })

  it('doubts results whose test error is far above that of cross-validation, and stars without a note', async () => {
    const engine = createFakeEngine()
    const [best] = await engine.results.list({ dataset: 'fat' })
    await engine.marks.set('result', [best!.id], { star: true })
    const list = engine.results.list
    engine.results.list = async query =>
      (await list(query)).map(result =>
        result.id === best!.id
          ? { ...result, scores: { val: { rmse: 1 }, final_test: { rmse: 1.5 }, final_train: { rmse: 1 } } }
          : result,
      )
    const shown = home({ engine })
    await shown.until(/! optimistic[\s\S]*50 %[\s\S]*◆ 1 starred result +1 without a note/)
    shown.press('/', ...'starred', 'enter', 'enter')
    await shown.until(/starred=true -has:note[\s\S]*1 of \d+ rows/)
  })
})

describe('beside it', () => {
  it('stand the best models, templates and the state of the workspace, where there is room', async () => {
    const shown = home({ columns: 120, rows: 36 })
    await shown.until(
      /Best result of each dataset[\s\S]*Templates used[\s\S]*pls_variants[\s\S]*summaries from footers/,
    )
    expect(shown.text()).toMatch(/2,?340 predictions/)
  })

  it('are views of their own in 80 × 24', async () => {
    const shown = home({ columns: 80, rows: 24 })
    await shown.until(/best on fat/)
    expect(shown.text()).not.toContain('Templates used')
    shown.press('tab')
    await shown.until(/Best result of each dataset[\s\S]*view 2\/4/)
    shown.press('tab')
    await shown.until(/Templates used[\s\S]*pls_variants/)
    shown.press('tab')
    await shown.until(/summaries from footers/)
  })
})

it('shows its first frame from manifests, whatever takes long', async () => {
  const engine = createFakeEngine()
  const never = () => new Promise<never>(() => {})
  engine.results.list = never
  engine.results.get = never
  const care = { ...engine.care, info: never }
  const shown = home({ engine: { ...engine, care } })
  await shown.until(/1 failed result[\s\S]*best on fat/)
})
