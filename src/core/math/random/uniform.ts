import { type MersenneTwister, nextUint32 } from './mersenne-twister.ts'

/** Uniform in [0, 1), 53 bits, as numpy's `RandomState.random_sample()`. */
export function nextUniform(twister: MersenneTwister): number {
  const high = nextUint32(twister) >>> 5
  const low = nextUint32(twister) >>> 6
  return (high * 67108864 + low) / 9007199254740992
}
