import type { MersenneTwister } from './mersenne-twister.ts'
import { nextUniform } from './uniform.ts'

/**
 * Standard normal numbers, as numpy's `RandomState.standard_normal(count)` of a stream that has given none before.
 * @see Marsaglia & Bray (1964), SIAM Review 6(3), 260–264: the polar method
 */
export function normals(count: number, twister: MersenneTwister): Float64Array {
  const drawn = new Float64Array(count)
  for (let i = 0; i < count; i += 2) {
    let [x, y, square] = [0, 0, 0]
    while (square === 0 || square >= 1) {
      x = 2 * nextUniform(twister) - 1
      y = 2 * nextUniform(twister) - 1
      square = x * x + y * y
    }
    const factor = Math.sqrt((-2 * Math.log(square)) / square)
    // The second of the pair is given first.
    drawn[i] = factor * y
    if (i + 1 < count) drawn[i + 1] = factor * x
  }
  return drawn
}
