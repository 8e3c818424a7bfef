import { type Matrix, row } from '../../math/matrix.ts'
import { nextBeta } from '../../math/random/beta.ts'
import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import { newSpectra } from './new-spectra.ts'

/** Each origin mixed with a partner, its reference value too. */
export function mixedSpectra(
  X: Matrix,
  y: Float64Array,
  origins: Int32Array,
  alpha: number,
  random: MersenneTwister,
  partnerOf: (origin: number) => number,
): { readonly X: Matrix; readonly y: Float64Array } {
  const references: number[] = []
  const made = newSpectra(X, y, origins, (source, target, origin) => {
    const partner = partnerOf(origin)
    const share = nextBeta(alpha, random)
    const other = row(X, partner)
    for (let j = 0; j < source.length; j++) target[j] = share * source[j]! + (1 - share) * other[j]!
    references.push(share * y[origin]! + (1 - share) * y[partner]!)
  })
  return { X: made.X, y: Float64Array.from(references) }
}
