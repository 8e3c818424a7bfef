import { WrongGenerator } from '../../errors/index.ts'
import { chosen, expansionOf } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { limited, limitModifiers, seedOf } from './limit.ts'

const expected = '[from, to, num] or {from, to, num, base} with from and to above 0 and num a whole number'

/** `_log_range_: [0.001, 1000, 7]` → 0.001, 0.01, … 1000: equal ratios, both ends included, rounded to 10 decimals. */
export const logRange: Generator = {
  keyword: '_log_range_',
  modifiers: [...limitModifiers, ...descriptions],
  summary: 'numbers from … to … in equal ratios, both ends included',
  expand(node, { seed }) {
    const range = node._log_range_
    const named = range as { from?: unknown; to?: unknown; num?: unknown; base?: unknown } | null
    const [from, to, num = 10] = Array.isArray(range) ? range : [named?.from, named?.to, named?.num ?? 10]
    const base = (Array.isArray(range) ? undefined : named?.base) ?? 10
    const valid =
      [from, to, base].every(value => Number.isFinite(value) && value > 0) && Number.isSafeInteger(num) && num >= 0
    if (!valid || (Array.isArray(range) && range.length !== 3)) {
      throw WrongGenerator({ keyword: '_log_range_', expected, received: range })
    }
    const [start, end] = [Math.log(from) / Math.log(base as number), Math.log(to) / Math.log(base as number)]
    const values = expansionOf(num, function* () {
      for (let i = 0; i < num; i++) {
        const exponent = num === 1 ? start : start + ((end - start) * i) / (num - 1)
        yield { value: Number(((base as number) ** exponent).toFixed(10)), choices: [] }
      }
    })
    return chosen('_log_range_', limited(node, values, seedOf(node, seed)))
  },
}
