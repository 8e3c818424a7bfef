import { ParametersConflict } from '../../errors/index.ts'
import { integer, real } from '../../params/index.ts'

/** Parameters that baselines by penalised least squares share. */

export const smoothness = (initial: number) =>
  real({ initial, min: 0, abbreviation: 'lam', help: 'Weight of the roughness penalty, above 0; more is smoother' })

export const asymmetry = real({
  initial: 0.01,
  min: 0,
  max: 1,
  abbreviation: 'p',
  help: 'Weight of the points above the baseline, strictly between 0 and 1; those below weigh 1 − p',
})

export const reweightings = (initial: number) =>
  integer({ initial, min: 1, help: 'Most repetitions after the first fit' })

export const changeTolerance = real({ initial: 1e-3, min: 0, help: 'Relative change at which the repetitions stop' })

/** Second differences are penalised, as everywhere in the literature cited. */
export const penaltyOrder = 2
export const shortestSmoothed = penaltyOrder + 1

/** @throws ParametersConflict */
export function checkSmoothness({ lam, p }: { readonly lam: number; readonly p?: number }): void {
  if (lam === 0) throw ParametersConflict({ reason: 'with lam 0 the baseline is the spectrum itself' })
  if (p === 0 || p === 1) {
    throw ParametersConflict({ reason: `p is ${p}, so the points on one side of the baseline carry no weight` })
  }
}
