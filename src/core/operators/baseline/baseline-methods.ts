import { fitPolynomials, orthonormalPolynomials } from '../../math/discrete-polynomials.ts'
import { movingMaximum, movingMinimum, opening } from '../../math/moving-extremes.ts'
import { boolean, integer, nullable, type Parameter, real, type ValuesOf } from '../../params/index.ts'
import { adaptiveReweightedBaseline } from './adaptive-reweighted-least-squares.ts'
import { asymmetricLeastSquaresBaseline } from './asymmetric-least-squares.ts'
import { asymmetricReweightedBaseline } from './asymmetric-reweighted-least-squares.ts'
import {
  adaptiveSmoothnessBaseline,
  doublyReweightedBaseline,
  improvedReweightedBaseline,
  peakedSignalBaseline,
} from './further-reweighted-baselines.ts'
import { improvedAsymmetricLeastSquaresBaseline } from './improved-asymmetric-least-squares.ts'
import { improvedModifiedPolynomialBaseline } from './improved-modified-polynomial.ts'
import { modifiedPolynomialBaseline } from './modified-polynomial.ts'
import { noiseMedianBaseline } from './noise-median.ts'
import { peakClippingBaseline } from './peak-clipping.ts'
import { rollingBallBaseline } from './rolling-ball.ts'
import { shortestSmoothed } from './whittaker-parameters.ts'

const unset = <Value>(parameter: Parameter<Value>): Parameter<Value | null> => ({
  ...nullable(parameter),
  initial: null,
  help: `${parameter.help}; null for the usual value of the method`,
})

export const baselineSettings = {
  lam: unset(real({ initial: 1e6, min: 0, abbreviation: 'lam', help: 'Weight of the roughness penalty, above 0' })),
  p: unset(real({ initial: 0.01, min: 0, max: 1, abbreviation: 'p', help: 'Weight of the points above the baseline' })),
  lam_1: unset(real({ initial: 1e-4, min: 0, help: 'Weight of the penalty on the slope of what is left' })),
  eta: unset(real({ initial: 0.5, min: 0, max: 1, help: 'How much drpls softens the penalty by the weights' })),
  k: unset(real({ initial: 1, min: 1e-12, help: 'Height of a peak, for psalsa' })),
  asymmetric_coef: unset(real({ initial: 0.5, min: 1e-6, help: 'Steepness of the weights of aspls' })),
  poly_order: unset(integer({ initial: 2, min: 0, abbreviation: 'o', help: 'Order of the polynomial' })),
  max_half_window: unset(integer({ initial: 40, min: 1, abbreviation: 'w', help: 'Largest half window of snip' })),
  decreasing: unset(boolean({ initial: false, help: 'Whether snip goes from the largest window to the smallest' })),
  half_window: unset(
    integer({ initial: 50, min: 1, help: 'Half window of rolling_ball, mor, tophat and noise_median' }),
  ),
  smooth_half_window: unset(integer({ initial: 1, min: 0, help: 'Half window of the moving mean' })),
  max_iter: unset(integer({ initial: 50, min: 1, help: 'Most repetitions after the first fit' })),
  tol: unset(real({ initial: 1e-3, min: 0, help: 'Relative change at which the repetitions stop' })),
}

export type BaselineSetting = keyof typeof baselineSettings
type Settings = ValuesOf<typeof baselineSettings>

export interface BaselineMethod {
  readonly takes: readonly BaselineSetting[]
  /** Without a usual value: pybaselines guesses one from the spectrum. */
  readonly needs?: BaselineSetting
  readonly shortest: (values: Settings) => number
  readonly estimate: (spectrum: Float64Array, values: Settings) => Float64Array
}

const smoothed = () => shortestSmoothed
const anyLength = () => 1
const polynomial = ({ poly_order }: Settings) => (poly_order ?? 2) + 1

/** By the names of pybaselines, with its usual values. */
export const baselineMethods: Readonly<Record<string, BaselineMethod>> = {
  asls: {
    takes: ['lam', 'p', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, p, max_iter, tol }) =>
      asymmetricLeastSquaresBaseline(x, { lam: lam ?? 1e6, p: p ?? 0.01, max_iter: max_iter ?? 50, tol: tol ?? 1e-3 }),
  },
  iasls: {
    takes: ['lam', 'p', 'lam_1', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, p, lam_1, max_iter, tol }) =>
      improvedAsymmetricLeastSquaresBaseline(x, {
        lam: lam ?? 1e6,
        p: p ?? 0.01,
        lam_1: lam_1 ?? 1e-4,
        max_iter: max_iter ?? 50,
        tol: tol ?? 1e-3,
      }),
  },
  airpls: {
    takes: ['lam', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, max_iter, tol }) =>
      adaptiveReweightedBaseline(x, { lam: lam ?? 1e6, max_iter: max_iter ?? 50, tol: tol ?? 1e-3 }),
  },
  arpls: {
    takes: ['lam', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, max_iter, tol }) =>
      asymmetricReweightedBaseline(x, { lam: lam ?? 1e5, max_iter: max_iter ?? 50, tol: tol ?? 1e-3 }),
  },
  drpls: {
    takes: ['lam', 'eta', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, eta, max_iter, tol }) =>
      doublyReweightedBaseline(x, { lam: lam ?? 1e5, eta: eta ?? 0.5, max_iter: max_iter ?? 50, tol: tol ?? 1e-3 }),
  },
  iarpls: {
    takes: ['lam', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, max_iter, tol }) =>
      improvedReweightedBaseline(x, { lam: lam ?? 1e5, max_iter: max_iter ?? 50, tol: tol ?? 1e-3 }),
  },
  aspls: {
    takes: ['lam', 'asymmetric_coef', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, asymmetric_coef, max_iter, tol }) =>
      adaptiveSmoothnessBaseline(x, {
        lam: lam ?? 1e5,
        asymmetric_coef: asymmetric_coef ?? 0.5,
        max_iter: max_iter ?? 100,
        tol: tol ?? 1e-3,
      }),
  },
  psalsa: {
    takes: ['lam', 'p', 'k', 'max_iter', 'tol'],
    shortest: smoothed,
    estimate: (x, { lam, p, k, max_iter, tol }) =>
      peakedSignalBaseline(x, { lam: lam ?? 1e5, p: p ?? 0.5, k, max_iter: max_iter ?? 50, tol: tol ?? 1e-3 }),
  },
  poly: {
    takes: ['poly_order'],
    shortest: polynomial,
    estimate: (x, { poly_order }) => {
      const ones = new Float64Array(x.length).fill(1)
      return fitPolynomials(orthonormalPolynomials(ones, poly_order ?? 2), ones, x)
    },
  },
  modpoly: {
    takes: ['poly_order', 'max_iter', 'tol'],
    shortest: polynomial,
    estimate: (x, { poly_order, max_iter, tol }) =>
      modifiedPolynomialBaseline(x, { poly_order: poly_order ?? 2, max_iter: max_iter ?? 250, tol: tol ?? 1e-3 }),
  },
  imodpoly: {
    takes: ['poly_order', 'max_iter', 'tol'],
    shortest: polynomial,
    estimate: (x, { poly_order, max_iter, tol }) =>
      improvedModifiedPolynomialBaseline(x, {
        poly_order: poly_order ?? 2,
        max_iter: max_iter ?? 250,
        tol: tol ?? 1e-3,
      }),
  },
  snip: {
    takes: ['max_half_window', 'decreasing', 'smooth_half_window'],
    needs: 'max_half_window',
    shortest: anyLength,
    estimate: (x, { max_half_window, decreasing, smooth_half_window }) =>
      peakClippingBaseline(x, {
        max_half_window: max_half_window!,
        decreasing: decreasing ?? false,
        smooth_half_window,
      }),
  },
  rolling_ball: {
    takes: ['half_window', 'smooth_half_window'],
    needs: 'half_window',
    shortest: anyLength,
    estimate: (x, { half_window, smooth_half_window }) =>
      rollingBallBaseline(x, { half_window: half_window!, smooth_half_window }),
  },
  mor: {
    takes: ['half_window'],
    needs: 'half_window',
    shortest: anyLength,
    estimate: (x, { half_window }) => {
      const opened = opening(x, half_window!)
      const [low, high] = [movingMinimum(opened, half_window!), movingMaximum(opened, half_window!)]
      return opened.map((value, j) => Math.min(value, (low[j]! + high[j]!) / 2))
    },
  },
  tophat: {
    takes: ['half_window'],
    needs: 'half_window',
    shortest: anyLength,
    estimate: (x, { half_window }) => opening(x, half_window!),
  },
  noise_median: {
    takes: ['half_window'],
    needs: 'half_window',
    shortest: anyLength,
    estimate: (x, { half_window }) => noiseMedianBaseline(x, half_window!),
  },
}
