import { NotFinite, TooFewSamples, Unforeseen, WrongFeatureCount } from '../errors/index.ts'
import type { Matrix } from '../math/matrix.ts'

function allFinite({ values }: { readonly values: Float64Array }): boolean {
  // 0 · x is 0 for a finite number and NaN for any other. Eight at once, because one addition waits for the one before it; their
  // sum can overflow where none of them is infinite, so whatever is not 0 is looked at one by one.
  let sum = 0
  let i = 0
  for (; i + 7 < values.length; i += 8) {
    const first = values[i]! + values[i + 1]! + (values[i + 2]! + values[i + 3]!)
    const second = values[i + 4]! + values[i + 5]! + (values[i + 6]! + values[i + 7]!)
    sum += (first + second) * 0
  }
  for (; i < values.length; i++) sum += values[i]! * 0
  return sum === 0 || values.every(Number.isFinite)
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
  requireFinite(X, 'The values of the spectra')
}

/** What a step gives, once it is known to be numbers: extreme values can overflow in any of them. @throws NotFinite */
export function finiteSpectra(X: Matrix): Matrix {
  requireFinite(X, 'The spectra after this step')
  return X
}

/** The same for predictions: (n_samples, n_targets), one target unless told. @throws NotFinite */
export function finitePredictions(predicted: Float64Array, n_targets = 1): Float64Array {
  if (allFinite({ values: predicted })) return predicted
  const at = predicted.findIndex(value => !Number.isFinite(value))
  throw NotFinite({
    what: 'The predictions',
    where: `that of spectrum ${Math.floor(at / n_targets)} is ${predicted[at]}`,
  })
}

/** The same for scores of classes: (n_samples, n_classes). @throws NotFinite */
export function finiteScores(scores: Matrix): Matrix {
  finitePredictions(scores.values, scores.columns)
  return scores
}

function requireFinite(X: Matrix, what: string): void {
  if (allFinite(X)) return
  const at = X.values.findIndex(value => !Number.isFinite(value))
  const where = `spectrum ${Math.floor(at / X.columns)} has ${X.values[at]} at feature ${at % X.columns}`
  throw NotFinite({ what, where })
}

/** The same for spectra to learn from. @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function checkTrainingSpectra(X: Matrix, needed: number, purpose: string): void {
  if (X.rows < needed) throw TooFewSamples({ n_samples: X.rows, needed, purpose })
  checkSpectra(X)
}

/** The same for spectra and their reference values. @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function checkTrainingData(X: Matrix, y: Float64Array, needed: number, purpose: string): void {
  checkTrainingTargets(X, { rows: y.length, columns: 1, values: y }, needed, purpose)
}

/** The same for several targets: (n_samples, n_targets). @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function checkTrainingTargets(X: Matrix, Y: Matrix, needed: number, purpose: string): void {
  if (Y.rows !== X.rows) throw Unforeseen({ reason: `${Y.rows} reference values came with ${X.rows} spectra` })
  checkTrainingSpectra(X, needed, purpose)
  if (allFinite(Y)) return
  const at = Y.values.findIndex(value => !Number.isFinite(value))
  throw NotFinite({
    what: 'The reference values',
    where: `that of sample ${Math.floor(at / Y.columns)} is ${Y.values[at]}`,
  })
}
