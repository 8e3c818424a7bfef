import type { Metric } from '../metrics/index.ts'

/**
 * Weights of the fold models in the weighted ensemble, from their validation scores as nirs4all defines them: 1/score where
 * lower is better, the score itself (shifted so that none is negative) where higher is, equal ones where neither says
 * anything. They sum to 1.
 */
export function foldWeights(metric: Metric, scores: readonly (number | null)[]): readonly number[] {
  const equal = scores.map(() => 1 / scores.length)
  if (scores.some(score => score === null)) return equal
  const raw = weigh(metric, scores as readonly number[])
  const sum = raw.reduce((total, weight) => total + weight, 0)
  return sum > 0 && Number.isFinite(sum) ? raw.map(weight => weight / sum) : equal
}

function weigh(metric: Metric, scores: readonly number[]): readonly number[] {
  if (metric.higher_is_better && !metric.ranks_by_distance) {
    const shift = Math.min(0, ...scores)
    return scores.map(score => score - shift)
  }
  const distances = scores.map(score => (metric.ranks_by_distance ? Math.abs(score - (metric.optimal ?? 0)) : score))
  // A perfect fold would weigh infinitely.
  const guard = distances.includes(0) ? 1e-8 : 0
  return distances.map(distance => 1 / (distance + guard))
}
