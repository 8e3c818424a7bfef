import { type MersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { normals } from '../../math/random/normal.ts'
import { nextUniform } from '../../math/random/uniform.ts'
import type { Range } from './parameters.ts'

export const uniformIn = ([low, high]: Range, random: MersenneTwister): number =>
  low + (high - low) * nextUniform(random)

/** Both ends included. */
export const integerIn = ([low, high]: Range, random: MersenneTwister): number => low + nextInteger(random, high - low)

export const nextNormal = (random: MersenneTwister): number => normals(1, random)[0]!

/** What each new sample draws, or what all of them share. */
export function drawnFor<Drawn>(scope: 'sample' | 'batch', draw: () => Drawn): () => Drawn {
  if (scope === 'sample') return draw
  let shared: { readonly drawn: Drawn } | undefined
  return () => {
    shared ??= { drawn: draw() }
    return shared.drawn
  }
}

/** A stretch of `width` features somewhere among `n`: `from … to`, the end not included; all where they are fewer. */
export function bandIn(
  n: number,
  width: number,
  random: MersenneTwister,
): { readonly from: number; readonly to: number } {
  const length = Math.min(width, n)
  const from = nextInteger(random, n - length)
  return { from, to: from + length }
}
