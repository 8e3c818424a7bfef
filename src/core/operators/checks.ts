import { NotFinite, TooFewSamples, Unforeseen, WrongFeatureCount } from '../errors/index.ts'
import type { Matrix } from '../math/matrix.ts'

function allFinite({ values }: { readonly values: Float64Array }): boolean {
  // x − x is 0 for a finite number and NaN for any other.
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! - values[i]!
  return sum === 0
}

/**
 * Refuse spectra that no operator can work on.
 * @param n_features what the state was learned from, where there is one
 * @throws WrongFeatureCount, NotFinite
 */
export function checkSpectra(X: Matrix, n_features?: number): void {
  if (X.columns === 0) throw WrongFeatureCount({ found: 0, needed: 'at least 1 is needed' })
  if (n_features !== undefined && X.columns !== n_features) {
    throw WrongFeatureCount({ found: X.columns, needed: `the training spectra had ${n_features}` })
  }
  if (!allFinite(X)) throw NotFinite({ what: 'The values of the spectra' })
}

/** The same for spectra to learn from. @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function checkTrainingSpectra(X: Matrix, needed: number, purpose: string): void {
  if (X.rows < needed) throw TooFewSamples({ n_samples: X.rows, needed, purpose })
  checkSpectra(X)
}

/** The same for spectra and their reference values. @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function checkTrainingData(X: Matrix, y: Float64Array, needed: number, purpose: string): void {
  if (y.length !== X.rows) throw Unforeseen({ reason: `${y.length} reference values came with ${X.rows} spectra` })
  checkTrainingSpectra(X, needed, purpose)
  if (!allFinite({ values: y })) throw NotFinite({ what: 'The reference values' })
}
