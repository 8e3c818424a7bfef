import { WrongGenerator } from '../../errors/index.ts'
import { chosen, concatenation, constant } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { limited, limitModifiers, seedOf } from './limit.ts'
import { selectAgain, selectionModifiers, selectLists, selects } from './selection.ts'

/** `_or_: [SNV, MSC, null]` → each in turn; `null` is no step, a list is one value. With `pick` or `arrange`: lists of them. */
export const or: Generator = {
  keyword: '_or_',
  modifiers: [...selectionModifiers, ...limitModifiers, '_weights_', ...descriptions],
  summary: 'each of a list of alternatives, or lists chosen from them',
  expand(node, { expand, seed }) {
    const alternatives = node._or_
    if (!Array.isArray(alternatives)) {
      throw WrongGenerator({ keyword: '_or_', expected: 'a list of alternatives', received: alternatives })
    }
    const again = node.then_pick !== undefined || node.then_arrange !== undefined
    const parts = alternatives.map(selects(node) && again ? constant : expand)
    const all = selects(node) ? selectAgain(node, selectLists(node, parts)) : concatenation(parts)
    return chosen('_or_', limited(node, all, seedOf(node, seed)))
  },
}
