import type { RegressionMetric } from './metric.ts'
import type { RegressionErrors } from './regression-errors.ts'

/** Standard deviation of the errors: the standard error of prediction, corrected for bias. */
export function standardError({ centered_sse, n }: RegressionErrors, ddof: number): number {
  return n > ddof ? Math.sqrt(centered_sse / (n - ddof)) : Number.NaN
}

export const sep: RegressionMetric = {
  task: 'regression',
  name: 'sep',
  label: 'SEP',
  formula: '√(Σ(e − ē)² / (n − 1))',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  elsewhere: 'ISO 12099 and Unscrambler: SEP; OPUS: SEP; R: sd(residuals)',
  score: errors => standardError(errors, 1),
}

/** As the Python library computes it. */
export const sep_n: RegressionMetric = {
  task: 'regression',
  name: 'sep_n',
  label: 'SEP (n)',
  formula: '√(Σ(e − ē)² / n)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  elsewhere: 'nirs4all: sep; numpy: std(e)',
  score: errors => standardError(errors, 0),
}
