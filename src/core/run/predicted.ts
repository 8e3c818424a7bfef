import { type Matrix, zeros } from '../math/matrix.ts'
import { type ClassScoreKind, classIndicators } from '../operators/index.ts'
import { likeliest } from '../pipeline/index.ts'

/** Scores of classes, one column a class, and what they are. */
export interface ClassScores {
  readonly matrix: Matrix
  readonly kind: ClassScoreKind
}

/** What a model says of a set of rows. */
export interface Predicted {
  /** Quantities, or codes of classes: (n_samples,). */
  readonly values: Float64Array
  /** null for quantities. */
  readonly scores: ClassScores | null
}

export const quantities = (values: Float64Array): Predicted => ({ values, scores: null })

/** The class with the greatest score. */
export const classified = (matrix: Matrix, kind: ClassScoreKind): Predicted => ({
  values: likeliest(matrix),
  scores: { matrix, kind },
})

/** What can be averaged over models: quantities and probabilities themselves, of other scores one vote for the class. */
export function averageable({ values, scores }: Predicted): Matrix {
  if (scores === null) return { rows: values.length, columns: 1, values }
  return scores.kind === 'probabilities' ? scores.matrix : classIndicators(values, scores.matrix.columns)
}

/** The average as a prediction of the same kind as those it was made from. */
export function averaged(mean: Matrix, like: Predicted): Predicted {
  if (like.scores === null) return quantities(mean.values)
  const { values, scores } = classified(mean, like.scores.kind === 'probabilities' ? 'probabilities' : 'votes')
  // A row that no model predicted has no class.
  return { values: values.map((code, i) => (Number.isNaN(mean.values[i * mean.columns]!) ? Number.NaN : code)), scores }
}

/** Predictions of several sets of rows, one after the other. */
export function concatenated(parts: readonly Predicted[]): Predicted {
  const n = parts.reduce((sum, { values }) => sum + values.length, 0)
  const values = new Float64Array(n)
  const [first] = parts
  const columns = first?.scores?.matrix.columns ?? 0
  const matrix = zeros(n, columns)
  let at = 0
  for (const part of parts) {
    values.set(part.values, at)
    if (part.scores) matrix.values.set(part.scores.matrix.values, at * columns)
    at += part.values.length
  }
  return { values, scores: first?.scores ? { matrix, kind: first.scores.kind } : null }
}
