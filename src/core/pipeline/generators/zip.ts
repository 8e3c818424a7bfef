import { WrongGenerator } from '../../errors/index.ts'
import { chosen, concatenation, constant, expansionOf } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { limited, limitModifiers, seedOf } from './limit.ts'

/** `_zip_: {n_components: [5, 10], scale: [true, false]}` → the first of each, the second of each …, to the shortest. */
export const zip: Generator = {
  keyword: '_zip_',
  modifiers: [...limitModifiers, ...descriptions],
  summary: 'named lists walked in step, to the end of the shortest',
  expand(node, { expand, seed }) {
    const axes = node._zip_
    if (typeof axes !== 'object' || axes === null || Array.isArray(axes)) {
      throw WrongGenerator({ keyword: '_zip_', expected: 'names with a list of values each', received: axes })
    }
    const names = Object.keys(axes)
    if (names.length === 0) return chosen('_zip_', constant({}))
    const lists = Object.values(axes).map(axis =>
      Array.isArray(axis) ? concatenation(axis.map(expand)) : expand(axis),
    )
    const rows = expansionOf(Math.min(...lists.map(list => list.count)), function* () {
      const walkers = lists.map(list => list[Symbol.iterator]())
      for (;;) {
        const row = walkers.map(walker => walker.next())
        if (row.some(({ done }) => done)) return
        yield { value: Object.fromEntries(names.map((name, i) => [name, row[i]!.value.value])), choices: [] }
      }
    })
    return chosen('_zip_', limited(node, rows, seedOf(node, seed)))
  },
}
