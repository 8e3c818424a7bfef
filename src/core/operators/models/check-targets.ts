import { NotFinite, Unforeseen } from '../../errors/index.ts'
import type { Matrix } from '../../math/matrix.ts'
import { checkTrainingSpectra } from '../checks.ts'

/** Refuse spectra and targets that nothing can be learned from. @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function checkTrainingTargets(X: Matrix, Y: Matrix, needed: number, purpose: string): void {
  if (Y.rows !== X.rows) throw Unforeseen({ reason: `${Y.rows} rows of reference values came with ${X.rows} spectra` })
  checkTrainingSpectra(X, needed, purpose)
  if (!Y.values.every(Number.isFinite)) throw NotFinite({ what: 'The reference values' })
}
