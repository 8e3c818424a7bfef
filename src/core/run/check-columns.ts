import type { Dataset } from '../datasets/index.ts'
import { BranchWithoutSamples, ValueWithoutBranch } from '../errors/index.ts'
import { columnOf, innerSteps, isAugmentationStep, isSeparated } from '../pipeline/index.ts'
import type { Evaluation } from './run-plan.ts'

/**
 * Refuse steps that look at a column which is not there, and branches by its values that leave samples out or are for none.
 * @throws UnknownMetadata, ValueWithoutBranch, BranchWithoutSamples
 */
export function checkColumns({ pipeline: { chains }, dataset }: Pick<Evaluation, 'pipeline' | 'dataset'>): void {
  const branches = new Map<string, (string | null)[]>()
  for (const chain of chains) {
    const { separation } = chain
    if (separation) branches.set(separation.column, [...(branches.get(separation.column) ?? []), separation.value])
    for (const step of innerSteps(chain)) {
      if (isSeparated(step)) checkValues(dataset, step.column, [...step.byValue.keys()])
      if (isAugmentationStep(step) && 'balance' in step.amount && step.amount.balance !== 'y') {
        columnOf(dataset, step.amount.balance)
      }
    }
  }
  for (const [column, values] of branches) checkValues(dataset, column, values)
}

function checkValues(dataset: Dataset, column: string, branches: readonly (string | null)[]): void {
  if (branches.includes(null)) return void columnOf(dataset, column)
  const named = branches as readonly string[]
  const present = usedValues(dataset, column)
  const empty = named.find(value => !present.includes(value))
  if (empty !== undefined) throw BranchWithoutSamples({ column, value: empty, known: present })
  const left = present.filter(value => !named.includes(value))
  if (left.length > 0) throw ValueWithoutBranch({ column, values: left, known: named })
}

/** The values of a column among the samples that train or test, ascending. */
export function usedValues(dataset: Dataset, column: string): readonly string[] {
  const texts = columnOf(dataset, column)
  const used = new Set([...dataset.train, ...dataset.test].map(row => texts[row]!))
  return [...used].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
