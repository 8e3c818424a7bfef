import { WrongGenerator } from '../../errors/index.ts'
import { chosen, concatenation, product } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { limited, limitModifiers, seedOf } from './limit.ts'

/** `_grid_: {n_components: [5, 10], scale: [true, false]}` → objects with every combination; the first key varies slowest. */
export const grid: Generator = {
  keyword: '_grid_',
  modifiers: [...limitModifiers, ...descriptions],
  summary: 'every combination of named lists',
  expand(node, { expand, seed }) {
    const axes = node._grid_
    if (typeof axes !== 'object' || axes === null || Array.isArray(axes)) {
      throw WrongGenerator({ keyword: '_grid_', expected: 'names with a list of values each', received: axes })
    }
    const names = Object.keys(axes)
    const values = Object.values(axes).map(axis =>
      Array.isArray(axis) ? concatenation(axis.map(expand)) : expand(axis),
    )
    const combine = (row: readonly unknown[]) => Object.fromEntries(names.map((name, i) => [name, row[i]]))
    return chosen('_grid_', limited(node, product(values, combine), seedOf(node, seed)))
  },
}
