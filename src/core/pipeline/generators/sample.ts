import { WrongGenerator } from '../../errors/index.ts'
import { nextBelow, nextGauss, nextRandom, type PythonRandom, pythonRandom } from '../../math/random/python-random.ts'
import { chosen, expansionOf } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { seedOf } from './limit.ts'

const expected =
  '{distribution: uniform | log_uniform, from, to, num}, {distribution: normal, mean, std, num} or {distribution: choice, values, num}'

interface Spec {
  readonly distribution?: unknown
  readonly from?: unknown
  readonly to?: unknown
  readonly mean?: unknown
  readonly std?: unknown
  readonly values?: unknown
  readonly num?: unknown
}

type Draw = (random: PythonRandom) => unknown

const isNumber = (value: unknown): value is number => Number.isFinite(value)
const rounded = (value: number): number => Number(value.toFixed(10))

function drawOf({ distribution = 'uniform', from, to, mean = 0, std = 1, values }: Spec): Draw | null {
  switch (distribution) {
    case 'uniform':
      if (!isNumber(from) || !isNumber(to)) return null
      return random => rounded(from + (to - from) * nextRandom(random))
    case 'log_uniform': {
      if (!isNumber(from) || !isNumber(to) || from <= 0 || to <= 0) return null
      const [low, high] = [Math.log(from), Math.log(to)]
      return random => rounded(Math.exp(low + (high - low) * nextRandom(random)))
    }
    case 'normal':
    case 'gaussian':
      if (!isNumber(mean) || !isNumber(std)) return null
      return random => rounded(mean + nextGauss(random) * std)
    case 'choice':
      if (!Array.isArray(values) || values.length === 0) return null
      return random => values[nextBelow(random, values.length)]
    default:
      return null
  }
}

/** `_sample_: {distribution: log_uniform, from: 0.001, to: 10, num: 5}` → numbers as CPython's `random` draws them. */
export const sample: Generator = {
  keyword: '_sample_',
  modifiers: ['_seed_', ...descriptions],
  summary: 'numbers drawn from a distribution, seeded',
  expand(node, { seed }) {
    const spec = node._sample_ as Spec | null
    const draw = typeof spec === 'object' && spec !== null ? drawOf(spec) : null
    const num = spec?.num ?? 10
    if (!draw || !Number.isSafeInteger(num) || (num as number) < 0) {
      throw WrongGenerator({ keyword: '_sample_', expected, received: spec })
    }
    const own = seedOf(node, seed) ?? 0
    return chosen(
      '_sample_',
      expansionOf(num as number, function* () {
        const random = pythonRandom(own)
        for (let i = 0; i < (num as number); i++) yield { value: draw(random), choices: [] }
      }),
    )
  },
}
