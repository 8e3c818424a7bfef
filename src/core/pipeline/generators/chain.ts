import { WrongGenerator } from '../../errors/index.ts'
import { chosen, concatenation, first } from './expansion.ts'
import { descriptions, type Generator } from './generator.ts'
import { countOf, limited, limitModifiers, seedOf } from './limit.ts'

/** `_chain_: [A, B, C]` → each in turn. Without a seed `count: n` keeps the first n. */
export const chain: Generator = {
  keyword: '_chain_',
  modifiers: [...limitModifiers, ...descriptions],
  summary: 'each of a list, of which a count keeps the first',
  expand(node, { expand, seed }) {
    const links = node._chain_
    if (!Array.isArray(links)) throw WrongGenerator({ keyword: '_chain_', expected: 'a list', received: links })
    const all = concatenation(links.map(expand))
    const own = seedOf(node, seed)
    const count = countOf(node, all.count)
    const kept = own === null && count !== null ? first(count, all) : limited(node, all, own)
    return chosen('_chain_', kept)
  },
}
