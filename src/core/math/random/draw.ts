import type { MersenneTwister } from './mersenne-twister.ts'
import { shuffle } from './shuffle.ts'

/** A copy in random order, as numpy's `RandomState.permutation(values)`. */
export function permuted(values: Int32Array, twister: MersenneTwister): Int32Array {
  const order = values.slice()
  shuffle(order, twister)
  return order
}

/** `count` of the values, each at most once, as numpy's `RandomState.choice(values, count, replace=False)`. */
export function chosen(values: Int32Array, count: number, twister: MersenneTwister): Int32Array {
  return permuted(values, twister).subarray(0, count)
}
