import { expect, it } from 'vitest'
import { bestSoFar } from '../../src/core/displays/index.ts'
import { createFakeEngine } from '../tui/fake-engine.ts'

const engine = createFakeEngine()
const [first] = await engine.results.list({ dataset: 'fat' })
const stored = (at: number, best_score: number, metric = 'rmse') => ({
  ...first!,
  id: `r${at}`,
  metric,
  best_score,
  status: 'completed' as const,
  created_at: `2026-11-23T10:00:0${at}.000Z`,
})

it('steps down where an error became smaller, whatever the order of the records', () => {
  const [race] = bestSoFar([stored(3, 2), stored(1, 5), stored(2, 6), stored(4, 3)], engine.metrics.list())
  expect(race!.series[0]!.points).toEqual([
    { x: 1, y: 5 },
    { x: 2, y: 5 },
    { x: 3, y: 2 },
    { x: 4, y: 2 },
  ])
})

it('steps up where a larger score is better', () => {
  const [race] = bestSoFar([stored(1, 0.5, 'r2'), stored(2, 0.9, 'r2')], engine.metrics.list())
  expect(race!.series[0]!.points.at(-1)).toEqual({ x: 2, y: 0.9 })
})
