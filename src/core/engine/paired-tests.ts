import { mcNemarTest } from '../math/mcnemar-test.ts'
import { randomizationTest } from '../math/randomization-test.ts'
import type { PairedTest, TaskType } from '../records/index.ts'

/** What p must be below to be called a difference. */
export const significance = 0.05

export const testOf = (task: TaskType): PairedTest => (task === 'regression' ? 'randomization' : 'McNemar')

/** What is compared sample by sample: the squared residual, or whether the class is wrong. */
export const lossOf = (task: TaskType): ((predicted: number, truth: number) => number) =>
  task === 'regression'
    ? (predicted, truth) => (predicted - truth) ** 2
    : (predicted, truth) => (predicted === truth ? 0 : 1)

/** Losses of a candidate and of the baseline on the same samples. A difference below 0 is in favour of the candidate. */
export const pairedTests = {
  randomization: (losses: Float64Array, baseline: Float64Array) => ({
    ...randomizationTest(losses, baseline),
    only_right: null,
  }),
  McNemar: (losses: Float64Array, baseline: Float64Array) => {
    const more = (a: Float64Array, b: Float64Array) => a.reduce((sum, loss, i) => sum + (loss > b[i]! ? 1 : 0), 0)
    const only_right = { this: more(baseline, losses), baseline: more(losses, baseline) }
    const difference = only_right.baseline - only_right.this
    return { difference, p: mcNemarTest(only_right.this, only_right.baseline), only_right }
  },
} satisfies Record<PairedTest, unknown>
