import { solveBand } from '../../math/band-solver.ts'
import { standardDeviation } from '../../math/statistics.ts'
import { differencePenalty, type SymmetricBand, solveWhittaker } from '../../math/whittaker.ts'
import { type Repetitions, reweighted, spreadBelow, weighed } from './reweighted-smoothing.ts'
import { penaltyOrder } from './whittaker-parameters.ts'

/** Reweighted smooth baselines that have a name in pybaselines, and no operator of their own. */

interface Smoothing extends Repetitions {
  readonly lam: number
}

const element = (band: SymmetricBand, i: number, j: number): number => band[Math.abs(i - j)]?.[Math.min(i, j)] ?? 0

/** The exponent grows with the repetitions; beyond this only the sign of the residual counts. */
const steepness = (repetition: number): number => Math.exp(Math.min(repetition, 100))

/**
 * Doubly reweighted penalised least squares.
 * @see Xu, Liu, Cai, Chen & Jiang (2019), Applied Optics 58(14), 3913–3920
 */
export function doublyReweightedBaseline(
  spectrum: Float64Array,
  { lam, eta, ...repetitions }: Smoothing & { readonly eta: number },
): Float64Array {
  const slope = differencePenalty(spectrum.length, 1)
  const curvature = differencePenalty(spectrum.length, penaltyOrder)
  return reweighted(
    spectrum,
    repetitions,
    weights =>
      solveBand(penaltyOrder, weighed(spectrum, weights), (i, j) => {
        const rough = element(slope, i, j) + (1 - eta * weights[i]!) * lam * element(curvature, i, j)
        return i === j ? weights[i]! + rough : rough
      }),
    (residuals, repetition) => {
      const below = spreadBelow(residuals)
      if (!below) return null
      return residuals.map(residual => {
        const height = (steepness(repetition) / below.spread) * (residual - (2 * below.spread - below.center))
        return 0.5 * (1 - height / (1 + Math.abs(height)))
      })
    },
  )
}

/**
 * Improved asymmetrically reweighted penalised least squares.
 * @see Ye, Tian, Wei & Li (2020), Applied Optics 59(34), 10933–10943
 */
export function improvedReweightedBaseline(spectrum: Float64Array, { lam, ...repetitions }: Smoothing): Float64Array {
  const penalty = differencePenalty(spectrum.length, penaltyOrder)
  return reweighted(
    spectrum,
    repetitions,
    weights => solveWhittaker(penalty, lam, weights, weighed(spectrum, weights)),
    (residuals, repetition) => {
      const below = spreadBelow(residuals)
      if (!below) return null
      return residuals.map(residual => {
        const height = (steepness(repetition) / below.spread) * (residual - 2 * below.spread)
        return 0.5 * (1 - height / Math.sqrt(1 + height * height))
      })
    },
  )
}

/**
 * Adaptive smoothness penalised least squares: the penalty shrinks where the residual is small.
 * @see Zhang et al. (2020), Spectroscopy Letters 53(3), 222–233
 */
export function adaptiveSmoothnessBaseline(
  spectrum: Float64Array,
  { lam, asymmetric_coef, ...repetitions }: Smoothing & { readonly asymmetric_coef: number },
): Float64Array {
  const penalty = differencePenalty(spectrum.length, penaltyOrder)
  let local: Float64Array = new Float64Array(spectrum.length).fill(lam)
  return reweighted(
    spectrum,
    repetitions,
    weights =>
      solveBand(penaltyOrder, weighed(spectrum, weights), (i, j) => {
        const rough = local[i]! * element(penalty, i, j)
        return i === j ? weights[i]! + rough : rough
      }),
    residuals => {
      const below = spreadBelow(residuals)
      if (!below) return null
      const largest = residuals.reduce((most, residual) => Math.max(most, Math.abs(residual)), 0)
      local = residuals.map(residual => (lam * Math.abs(residual)) / largest)
      const { spread } = below
      return residuals.map(residual => 1 / (1 + Math.exp((asymmetric_coef / spread) * (residual - spread))))
    },
  )
}

/**
 * Peaked signal's asymmetric least squares: weights fall off above the curve within the height of a peak, by default a tenth
 * of the standard deviation of the spectrum.
 * @see Oller-Moreno et al. (2014), IEEE Multi-Conference on Systems, Signals and Devices 11, 1–5
 */
export function peakedSignalBaseline(
  spectrum: Float64Array,
  { lam, p, k, ...repetitions }: Smoothing & { readonly p: number; readonly k: number | null },
): Float64Array {
  const penalty = differencePenalty(spectrum.length, penaltyOrder)
  const height = k ?? (standardDeviation(spectrum, 0) / 10 || Number.EPSILON)
  return reweighted(
    spectrum,
    repetitions,
    weights => solveWhittaker(penalty, lam, weights, weighed(spectrum, weights)),
    residuals => residuals.map(residual => (residual > 0 ? p * Math.exp(-residual / height) : 1 - p)),
  )
}
