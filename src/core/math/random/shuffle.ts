import { type MersenneTwister, nextInteger } from './mersenne-twister.ts'

/** Shuffle in place, as numpy's `RandomState.shuffle` does a one-dimensional array. */
export function shuffle(values: Int32Array, twister: MersenneTwister): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = nextInteger(twister, i)
    const moved = values[i]!
    values[i] = values[j]!
    values[j] = moved
  }
}

/** 0 … n − 1 in random order, as numpy's `RandomState.permutation(n)`. */
export function permutation(n: number, twister: MersenneTwister): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  shuffle(order, twister)
  return order
}
