import { WrongGenerator } from '../../errors/index.ts'
import { chosen, concatenation } from './expansion.ts'
import type { Generator } from './generator.ts'

/** `_or_: [SNV, MSC, null]` → each in turn; `null` is no step. A list stays one value. */
export const or: Generator = {
  keyword: '_or_',
  modifiers: [],
  summary: 'each of a list of alternatives',
  expand(node, expandNode) {
    const alternatives = node._or_
    if (!Array.isArray(alternatives)) {
      throw WrongGenerator({ keyword: '_or_', expected: 'a list of alternatives', received: alternatives })
    }
    return chosen('_or_', concatenation(alternatives.map(expandNode)))
  },
}
