import { afterEach, expect, it } from 'vitest'
import type { Engine } from '../../src/core/engine/index.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

async function results(size: { readonly columns: number; readonly rows: number }) {
  const fake = createFakeEngine()
  // Folds that scatter enough for some to be as good as the best.
  const list: Engine['results']['list'] = async query =>
    (await fake.results.list(query)).map(result => ({
      ...result,
      scores: { ...result.scores, val_folds: { rmse: { mean: result.best_score, sd: 0.3 } } },
    }))
  const opened = openDesk({ ...size, engine: { ...fake, results: { ...fake.results, list } } })
  open.push(opened)
  await opened.until(/best on fat/)
  opened.press('3')
  await opened.until(/161 of 161 rows/)
  return opened
}

it('results within one standard error of the best are told, and B puts the simplest first', async () => {
  const { press, text, until } = await results({ columns: 160, rows: 36 })
  expect(text()).toMatch(/1 SE/)
  expect(text()).toMatch(/[≈]/)
  press('B')
  await until(/sorted by 1 SE ↑/)
  expect(text().indexOf('◇')).toBeLessThan(text().indexOf('≈'))
  press('B')
  await until(/sorted by|best first/)
})

it.each([
  [200, 50],
  [120, 36],
])('w shows the row under the cursor at length in %i × %i, and it follows the cursor', async (columns, rows) => {
  const { press, text, until } = await results({ columns, rows })
  expect(text()).not.toMatch(/Step 1/)
  press('w')
  await until(/Step 1/)
  expect(text()).toMatch(/against the number of components/)
  const first = /Step \d +(PLSRegression\([^)]*\))/.exec(text())![1]!
  press('j')
  await until(() => !text().includes(`  ${first}\n`) || !/Step/.test(text()))
  expect(text()).toMatch(/row 2 of 161/)
  press('w')
  await until(() => !/Step 1/.test(text()))
})

it('w says why it shows nothing in a small terminal', async () => {
  const { press, until } = await results({ columns: 80, rows: 24 })
  press('w')
  await until(/30 rows or 160 columns are needed/)
})

it('a result tells of one factor changed, intervals and where it came from, each read when it is looked at', async () => {
  const fake = createFakeEngine()
  const asked: string[] = []
  const intervals: Engine['results']['intervals'] = id => {
    asked.push('intervals')
    return fake.results.intervals(id)
  }
  const engine: Engine = {
    ...fake,
    results: { ...fake.results, intervals },
    lineage: async id => {
      asked.push('lineage')
      return fake.lineage(id)
    },
  }
  const [first] = await fake.results.list()
  const opened = openDesk({ engine, place: { screen: 'result', subject: first!.id } })
  open.push(opened)
  const { press, text, until } = opened
  await until(/Pipeline/)
  expect(asked).toEqual([])
  const tabTo = async (wanted: RegExp) => {
    for (let i = 0; i < 12 && !wanted.test(text()); i++) {
      press('tab')
      await new Promise(resolve => setTimeout(resolve, 30))
    }
    await until(wanted)
  }
  await tabTo(/One factor changed[\s\S]*instead of/)
  await tabTo(/95 % bootstrap intervals of RMSE[\s\S]*1\.25 to 1\.75/)
  await tabTo(/Lineage of result[\s\S]*fat\.csv[\s\S]*changed/)
  expect(asked).toEqual(['intervals', 'lineage'])
})
