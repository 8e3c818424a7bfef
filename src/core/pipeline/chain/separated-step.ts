import { UnseenValue } from '../../errors/index.ts'
import { type Matrix, row, takeElements, takeRows, zeros } from '../../math/matrix.ts'
import { type AnyTransform, defineTransform, type FitContext, type RowFacts } from '../../operators/index.ts'
import type { Step } from '../pipeline.ts'
import { concreteStep } from '../steps/names.ts'
import { applyChain, fitChain } from './fitted-chain.ts'
import { takeRowFacts } from './row-facts.ts'
import { columnOf, separatedValues } from './separation.ts'

type TransformChain = readonly Step<AnyTransform>[]

/** Chains of a separating branch, brought together again: one for each value of a column, or one for whatever value. */
export interface SeparatedStep extends Step<AnyTransform> {
  readonly column: string
  readonly byValue: ReadonlyMap<string | null, TransformChain>
}

/**
 * Samples of each value of a column go through a chain of their own, fitted on the training samples of that value; their rows
 * stay where they were. All chains must give equally many columns.
 */
export function separatedStep(column: string, byValue: ReadonlyMap<string | null, TransformChain>): SeparatedStep {
  const written = [...byValue].map(([value, chain]) => [value, chain.map(concreteStep)])
  const chainOf = (value: string) => byValue.get(value) ?? byValue.get(null)
  const operator = defineTransform({
    id: 'by_metadata',
    label: 'ByMetadata',
    class_path: 'branch.by_metadata',
    aliases: [],
    summary: 'A chain of transforms for each value of a column',
    formula: 'chain of the value of its row (x)',
    source: 'nirs4all: branch by_metadata, merge concat',
    params: {},
    stateless: false,
    changes_features: true,
    fit: (X: Matrix, _params, context: FitContext) => {
      const rows = factsOf(context.rows)
      return Object.fromEntries(
        separatedValues(rows, column).map(value => {
          const chain = chainOf(value)
          if (!chain) throw UnseenValue({ column, value, known: [...byValue.keys()].map(String) })
          const at = positionsOf(rows, column, value)
          const data = { X: takeRows(X, at), y: takeElements(context.y, at), axis: context.axis }
          return [value, fitChain(chain, { ...data, rows: takeRowFacts(rows, at) }).states]
        }),
      )
    },
    transform: (X, states: Readonly<Record<string, readonly unknown[]>>, _params, given) => {
      const rows = factsOf(given)
      let whole: Matrix | null = null
      for (const value of separatedValues(rows, column)) {
        const fitted = states[value]
        if (!fitted) throw UnseenValue({ column, value, known: Object.keys(states) })
        const at = positionsOf(rows, column, value)
        const part = applyChain(chainOf(value)!, fitted, takeRows(X, at), takeRowFacts(rows, at))
        whole ??= zeros(X.rows, part.columns)
        at.forEach((position, i) => {
          row(whole!, position).set(row(part, i))
        })
      }
      return whole ?? X
    },
  })
  return { operator, given: {}, params: { column, chains: written }, name: null, column, byValue }
}

const nothing: RowFacts = { groups: null, metadata: {} }
const factsOf = (rows: RowFacts | undefined): RowFacts => rows ?? nothing

function positionsOf(rows: RowFacts, column: string, value: string): Int32Array {
  return Int32Array.from(columnOf(rows, column).flatMap((text, at) => (text === value ? [at] : [])))
}
