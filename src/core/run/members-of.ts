import type { Dataset } from '../datasets/index.ts'
import { type Chain, columnOf, type Pipeline } from '../pipeline/index.ts'
import { usedValues } from './check-columns.ts'
import { type FoldRows, subsetRows } from './fold-rows.ts'
import type { Member } from './run-plan.ts'

/** The models of a pipeline on a dataset: a branch for each value of a column becomes as many. @throws UnknownMetadata */
export function membersOf({ chains }: Pipeline, dataset: Dataset, rows: FoldRows): readonly Member[] {
  const subsets = new Map<string, FoldRows>()
  return chains.flatMap(chain => {
    const { separation } = chain
    if (separation === null) return [{ chain, rows }]
    const { column, value } = separation
    const values = value === null ? usedValues(dataset, column) : [value]
    return values.map(one => {
      const key = JSON.stringify([column, one])
      const subset = subsets.get(key) ?? subsetWith(dataset, rows, column, one)
      subsets.set(key, subset)
      return { chain: chainFor(chain, one), rows: subset }
    })
  })
}

function subsetWith(dataset: Dataset, rows: FoldRows, column: string, value: string): FoldRows {
  const texts = columnOf(dataset, column)
  return subsetRows(dataset, rows, row => texts[row] === value)
}

/** Of a branch for each value of a column the one for this value, with a name of its own. */
export function chainFor(chain: Chain, value: string): Chain {
  const { separation, branch } = chain
  if (separation!.value !== null || !branch) return chain
  const names = [...branch.name.split('/').slice(0, -1), value]
  return { ...chain, separation: { ...separation!, value }, branch: { ...branch, name: names.join('/') } }
}
