import type { MersenneTwister } from './mersenne-twister.ts'
import { nextUniform } from './uniform.ts'

/**
 * Positions drawn by weight, each at most once, as numpy's `RandomState.choice(n, count, replace=False, p=weights)`: fewer
 * than `count` only where fewer weights are above 0.
 *
 * @param weights (n,), ≥ 0
 */
export function chosenByWeight(weights: Float64Array, count: number, twister: MersenneTwister): Int32Array {
  const left = weights.slice()
  const possible = Math.min(count, left.filter(weight => weight > 0).length)
  const found: number[] = []
  while (found.length < possible) {
    const drawn = Array.from({ length: possible - found.length }, () => nextUniform(twister))
    const cumulated = cumulate(left)
    for (const uniform of drawn) {
      const position = firstAbove(cumulated, uniform)
      // Drawn twice in a round, it counts once.
      if (left[position]! === 0) continue
      found.push(position)
      left[position] = 0
    }
  }
  return Int32Array.from(found)
}

/** Cumulated shares, the last 1. */
function cumulate(weights: Float64Array): Float64Array {
  const cumulated = new Float64Array(weights.length)
  let sum = 0
  for (let j = 0; j < weights.length; j++) {
    sum += weights[j]!
    cumulated[j] = sum
  }
  return cumulated.map(value => value / sum)
}

function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
