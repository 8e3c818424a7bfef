import type { ClassificationOutcome } from './classification-outcome.ts'

/** Of one class, against all others. */
export interface ClassCount {
  /** Samples of the class. */
  readonly truth: number
  /** Samples predicted as the class. */
  readonly predicted: number
  /** Samples of the class predicted as it. */
  readonly right: number
}

/** Counts of every class, those that occur nowhere among them. */
export function classCounts({ n_classes, confusion }: ClassificationOutcome): readonly ClassCount[] {
  return Array.from({ length: n_classes }, (_, k) => {
    let [truth, predicted] = [0, 0]
    for (let other = 0; other < n_classes; other++) {
      truth += confusion[k * n_classes + other]!
      predicted += confusion[other * n_classes + k]!
    }
    return { truth, predicted, right: confusion[k * n_classes + k]! }
  })
}

/** Division where nothing over nothing is 0, as scikit-learn's `zero_division=0`. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Mean over the classes that occur in the truth or among the predictions; NaN without samples. */
export function macroMean(outcome: ClassificationOutcome, score: (count: ClassCount) => number): number {
  const present = classCounts(outcome).filter(({ truth, predicted }) => truth + predicted > 0)
  return present.reduce((sum, count) => sum + score(count), 0) / present.length
}

/** Mean over classes, each as heavy as it has samples; NaN without samples. */
export function weightedMean(outcome: ClassificationOutcome, score: (count: ClassCount) => number): number {
  return classCounts(outcome).reduce((sum, count) => sum + count.truth * score(count), 0) / outcome.n
}
