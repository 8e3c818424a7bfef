import { WrongGenerator } from '../../errors/index.ts'
import { chosen, product } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { limited, limitModifiers, seedOf } from './limit.ts'
import { constrainedChains, selectAgain, selectionModifiers, selects, selectValues } from './selection.ts'

/** `_cartesian_: [stage, stage, …]` → whole chains, one alternative of each stage; `pick` and `arrange` choose among chains. */
export const cartesian: Generator = {
  keyword: '_cartesian_',
  modifiers: [...selectionModifiers, ...limitModifiers, ...descriptions],
  summary: 'chains with one alternative of each stage',
  expand(node, { expand, seed }) {
    const stages = node._cartesian_
    if (!Array.isArray(stages)) {
      throw WrongGenerator({ keyword: '_cartesian_', expected: 'a list of stages', received: stages })
    }
    const parts = stages.map(expand)
    const lists = selects(node)
      ? selectAgain(
          node,
          selectValues(
            node,
            product(parts, steps => steps),
          ),
        )
      : constrainedChains(node, parts)
    return chosen('_cartesian_', limited(node, lists, seedOf(node, seed)))
  },
}
