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
