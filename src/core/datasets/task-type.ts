import type { TaskType } from '../records/index.ts'

export interface DetectedTask {
  readonly task_type: TaskType
  /** A clause, without a full stop. */
  readonly reason: string
}

const mostClasses = 20
const fewestPerClass = 5

/**
 * What kind of target these values are.
 *
 * Two different whole numbers are classes. More of them are classes only where they look like codes: 0…k−1 or 1…k without
 * a gap, at most 20, with 5 samples each on average; whole-number quantities (a rounded protein content) stay quantities.
 */
export function detectTask(y: Float64Array): DetectedTask {
  const values = [...new Set(y)].sort((a, b) => a - b)
  const k = values.length
  const low = values[0]!
  const high = values[k - 1]!
  if (!values.every(Number.isInteger)) return regression('the values are not whole numbers')
  if (k === 1) return regression('all values are the same')
  if (k === 2) return { task_type: 'binary_classification', reason: `only the values ${low} and ${high} occur` }
  const codes = (low === 0 || low === 1) && high - low === k - 1
  if (codes && k <= mostClasses && y.length >= fewestPerClass * k) {
    return {
      task_type: 'multiclass_classification',
      reason: `the values are the codes ${low} to ${high}, without a gap`,
    }
  }
  return regression(`${k} different whole numbers from ${low} to ${high} are taken for quantities, not for classes`)
}

function regression(reason: string): DetectedTask {
  return { task_type: 'regression', reason }
}
