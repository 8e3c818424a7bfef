const size = 624
const shift = 397

/** MT19937: the state of one stream of random numbers. Owned by one caller; drawing changes it. */
export interface MersenneTwister {
  readonly key: Uint32Array
  position: number
}

/**
 * A stream that gives the numbers of numpy's legacy `RandomState(seed)`.
 * @param seed integer in [0, 2³² − 1]
 * @see Matsumoto & Nishimura (1998), ACM Transactions on Modeling and Computer Simulation 8(1), 3–30; `init_genrand` of 2002
 */
export function mersenneTwister(seed: number): MersenneTwister {
  const key = new Uint32Array(size)
  key[0] = seed
  for (let i = 1; i < size; i++) {
    const previous = key[i - 1]!
    key[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
  }
  return { key, position: size }
}

function refill(key: Uint32Array): void {
  // In three parts, because remainders of indices cost more than the rest.
  for (let i = 0; i < size - shift; i++) key[i] = key[i + shift]! ^ twisted(key[i]!, key[i + 1]!)
  for (let i = size - shift; i < size - 1; i++) key[i] = key[i + shift - size]! ^ twisted(key[i]!, key[i + 1]!)
  key[size - 1] = key[shift - 1]! ^ twisted(key[size - 1]!, key[0]!)
}

function twisted(upper: number, lower: number): number {
  const joined = (upper & 0x80000000) | (lower & 0x7fffffff)
  return (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df)
}

/** Uniform integer in [0, 2³² − 1]. */
export function nextUint32(twister: MersenneTwister): number {
  if (twister.position === size) {
    refill(twister.key)
    twister.position = 0
  }
  let word = twister.key[twister.position++]!
  word ^= word >>> 11
  word ^= (word << 7) & 0x9d2c5680
  word ^= (word << 15) & 0xefc60000
  word ^= word >>> 18
  return word >>> 0
}

/**
 * Uniform integer in [0, max], by rejection of masked words, as numpy's legacy generator draws it.
 * @param max integer in [0, 2³² − 1]
 */
export function nextInteger(twister: MersenneTwister, max: number): number {
  if (max === 0) return 0
  const mask = 0xffffffff >>> Math.clz32(max)
  let drawn = (nextUint32(twister) & mask) >>> 0
  while (drawn > max) drawn = (nextUint32(twister) & mask) >>> 0
  return drawn
}
