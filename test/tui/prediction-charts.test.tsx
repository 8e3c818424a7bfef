import { afterEach, expect, it } from 'vitest'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

const engine = createFakeEngine()
const [result] = await engine.results.list()
const prediction = (await engine.predictions.list({ result: result!.id })).find(({ partition }) => partition === 'val')!

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

function shown(size: { readonly columns: number; readonly rows: number }) {
  const opened = openDesk({ ...size, place: { screen: 'prediction', subject: prediction.id } })
  open.push(opened)
  return opened
}

it('residuals of a prediction are drawn as histogram and against the normal distribution, and all charts at once', async () => {
  const { press, text, until } = shown({ columns: 120, rows: 36 })
  await until(/Worst samples/)
  press('tab', 'tab')
  await until(/Distribution of residuals/)
  const arrays = await engine.predictions.arrays(prediction.id)
  expect(text()).toMatch(new RegExp(`n ${arrays.y_true.length}`))
  const counts = [...text().matchAll(/ – [^│]*│[█▉▊▋▌▍▎▏ ]* (\d+) /g)].map(([, count]) => Number(count))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(arrays.y_true.length)
  press('tab')
  await until(/Residuals against the normal distribution/)
  expect(text()).toMatch(/Quantile of the normal distribution/)
  expect(text()).toMatch(/of \d+ residuals beyond 3 standard deviations/)
  press('tab')
  await until(() =>
    ['Predicted and measured', 'Residuals', 'Distribution of residuals', 'normal distribution'].every(title =>
      text().includes(title),
    ),
  )
})

it('a small terminal has them one at a time', async () => {
  const { press, until, text } = shown({ columns: 80, rows: 24 })
  await until(/Numbers/)
  press('tab', 'tab')
  await until(/Distribution of residuals/)
  press('tab')
  await until(/normal distribution/)
  press('tab')
  await until(/All samples|Worst samples/)
  expect(
    text()
      .split('\n')
      .every(line => line.length <= 80),
  ).toBe(true)
})
