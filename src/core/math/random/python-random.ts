import { type MersenneTwister, mersenneTwister, nextUint32 } from './mersenne-twister.ts'

/** A stream that gives the numbers of CPython's `random.Random(seed)`. Owned by one caller; drawing changes it. */
export interface PythonRandom {
  readonly twister: MersenneTwister
  nextGauss: number | null
}

/**
 * @param seed integer; its sign is ignored, as CPython does
 * @see Matsumoto & Nishimura (2002), `init_by_array`
 */
export function pythonRandom(seed: number): PythonRandom {
  const magnitude = BigInt(Math.abs(Math.trunc(seed)))
  const key: number[] = []
  for (let rest = magnitude; rest > 0n; rest >>= 32n) key.push(Number(rest & 0xffffffffn))
  return { twister: seededByArray(key.length > 0 ? key : [0]), nextGauss: null }
}

function seededByArray(words: readonly number[]): MersenneTwister {
  const twister = mersenneTwister(19650218)
  const { key } = twister
  const size = key.length
  let [i, j] = [1, 0]
  const wrap = () => {
    if (i < size) return
    key[0] = key[size - 1]!
    i = 1
  }
  for (let k = Math.max(size, words.length); k > 0; k--) {
    key[i] = (key[i]! ^ Math.imul(key[i - 1]! ^ (key[i - 1]! >>> 30), 1664525)) + words[j]! + j
    i++
    j = (j + 1) % words.length
    wrap()
  }
  for (let k = size - 1; k > 0; k--) {
    key[i] = (key[i]! ^ Math.imul(key[i - 1]! ^ (key[i - 1]! >>> 30), 1566083941)) - i
    i++
    wrap()
  }
  key[0] = 0x80000000
  return twister
}

/** Uniform in [0, 1), 53 bits. */
export function nextRandom({ twister }: PythonRandom): number {
  const high = nextUint32(twister) >>> 5
  const low = nextUint32(twister) >>> 6
  return (high * 67108864 + low) / 9007199254740992
}

/** Uniform integer in [0, n), n ≤ 2³². */
export function nextBelow({ twister }: PythonRandom, n: number): number {
  const bits = 32 - Math.clz32(n)
  let drawn = nextUint32(twister) >>> (32 - bits)
  while (drawn >= n) drawn = nextUint32(twister) >>> (32 - bits)
  return drawn
}

/** Normal, mean 0 and standard deviation 1: `random.gauss`. */
export function nextGauss(random: PythonRandom): number {
  const kept = random.nextGauss
  random.nextGauss = null
  if (kept !== null) return kept
  const angle = nextRandom(random) * 2 * Math.PI
  const radius = Math.sqrt(-2 * Math.log(1 - nextRandom(random)))
  random.nextGauss = Math.sin(angle) * radius
  return Math.cos(angle) * radius
}

/** `count` different integers in [0, n), in the order drawn: `random.sample(range(n), count)`. */
export function sampleBelow(random: PythonRandom, n: number, count: number): number[] {
  const setSize = count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21
  if (n > setSize) return sampleSparsely(random, n, count)
  const pool = Array.from({ length: n }, (_, i) => i)
  return Array.from({ length: count }, (_, i) => {
    const j = nextBelow(random, n - i)
    const drawn = pool[j]!
    pool[j] = pool[n - i - 1]!
    return drawn
  })
}

function sampleSparsely(random: PythonRandom, n: number, count: number): number[] {
  const drawn = new Set<number>()
  while (drawn.size < count) drawn.add(nextBelow(random, n))
  return [...drawn]
}
