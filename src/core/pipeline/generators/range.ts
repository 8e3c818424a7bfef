import { RangeNeverEnds, WrongGenerator } from '../../errors/index.ts'
import { chosen, expansionOf } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { limited, limitModifiers } from './limit.ts'

const expected = '[from, to], [from, to, step] or {from, to, step} of numbers'

function bounds(range: unknown): readonly [from: number, to: number, step: number] {
  const named = range as { from?: unknown; to?: unknown; step?: unknown } | null
  const [from, to, step = 1] = Array.isArray(range) ? range : [named?.from, named?.to, named?.step ?? 1]
  const known = Array.isArray(range)
    ? range.length === 2 || range.length === 3
    : typeof range === 'object' && Object.keys(range ?? {}).every(key => ['from', 'to', 'step'].includes(key))
  if (!known || ![from, to, step].every(Number.isFinite)) {
    throw WrongGenerator({ keyword: '_range_', expected, received: range })
  }
  if (step === 0) throw RangeNeverEnds({ range })
  return [from, to, step]
}

/** `_range_: [5, 15, 5]` → 5, 10, 15. The end is included where a step hits it; a negative step counts down. */
export const range: Generator = {
  keyword: '_range_',
  modifiers: [...limitModifiers, ...descriptions],
  summary: 'numbers from … to …, step …, both ends included',
  expand(node, { seed }) {
    const [from, to, step] = bounds(node._range_)
    // The tolerance keeps the last value of [0, 0.3, 0.1], where 0.3 / 0.1 is 2.9999999999999996.
    const count = Math.max(0, Math.floor((to - from) / step + 1e-10) + 1)
    const whole = [from, step].every(Number.isInteger)
    const values = expansionOf(count, function* () {
      for (let i = 0; i < count; i++) {
        const value = from + i * step
        yield { value: whole ? value : Number(value.toFixed(10)), choices: [] }
      }
    })
    // The Python library draws ranges by the run's seed alone.
    return chosen('_range_', limited(node, values, seed))
  },
}
