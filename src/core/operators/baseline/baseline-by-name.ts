import { ParametersConflict } from '../../errors/index.ts'
import { fitPolynomials, orthonormalPolynomials } from '../../math/discrete-polynomials.ts'
import { movingMaximum, movingMinimum, opening } from '../../math/moving-extremes.ts'
import { boolean, choice, integer, nullable, type Parameter, real, type ValuesOf } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { adaptiveReweightedBaseline } from './adaptive-reweighted-least-squares.ts'
import { asymmetricLeastSquaresBaseline } from './asymmetric-least-squares.ts'
import { asymmetricReweightedBaseline } from './asymmetric-reweighted-least-squares.ts'
import { improvedAsymmetricLeastSquaresBaseline } from './improved-asymmetric-least-squares.ts'
import { improvedModifiedPolynomialBaseline } from './improved-modified-polynomial.ts'
import { modifiedPolynomialBaseline } from './modified-polynomial.ts'
import { peakClippingBaseline } from './peak-clipping.ts'
import { rollingBallBaseline } from './rolling-ball.ts'
import { subtractBaselines } from './subtract-baselines.ts'
import { checkSmoothness, shortestSmoothed } from './whittaker-parameters.ts'

const unset = <Value>(parameter: Parameter<Value>): Parameter<Value | null> => ({
  ...nullable(parameter),
  initial: null,
  help: `${parameter.help}; null for the usual value of the method`,
})

const settings = {
  lam: unset(real({ initial: 1e6, min: 0, abbreviation: 'lam', help: 'Weight of the roughness penalty, above 0' })),
  p: unset(real({ initial: 0.01, min: 0, max: 1, abbreviation: 'p', help: 'Weight of the points above the baseline' })),
  lam_1: unset(real({ initial: 1e-4, min: 0, help: 'Weight of the penalty on the slope of what is left' })),
  poly_order: unset(integer({ initial: 2, min: 0, abbreviation: 'o', help: 'Order of the polynomial' })),
  max_half_window: unset(integer({ initial: 40, min: 1, abbreviation: 'w', help: 'Largest half window of snip' })),
  decreasing: unset(boolean({ initial: false, help: 'Whether snip goes from the largest window to the smallest' })),
  half_window: unset(integer({ initial: 50, min: 1, help: 'Half window of rolling_ball, mor and tophat' })),
  smooth_half_window: unset(integer({ initial: 1, min: 0, help: 'Half window of the moving mean' })),
  max_iter: unset(integer({ initial: 50, min: 1, help: 'Most repetitions after the first fit' })),
  tol: unset(real({ initial: 1e-3, min: 0, help: 'Relative change at which the repetitions stop' })),
}

type Setting = keyof typeof settings
type Settings = ValuesOf<typeof settings>

interface Method {
  readonly takes: readonly Setting[]
  /** Without a usual value: pybaselines guesses one from the spectrum. */
  readonly needs?: Setting
  readonly shortest: (values: Settings) => number
  readonly estimate: (spectrum: Float64Array, values: Settings) => Float64Array
}

const smoothed = () => shortestSmoothed
const anyLength = () => 1
const polynomial = ({ poly_order }: Settings) => (poly_order ?? 2) + 1

const methods: Readonly<Record<string, Method>> = {
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
}

const names = Object.keys(methods)

/**
 * Baseline correction by the name of a method, with the usual values of pybaselines.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * Unlike the Python library: a setting that the method does not take is refused, and so are windows left to a guess.
 *
 * @throws WrongFeatureCount; SingularFit; NotFinite
 * @see pybaselines 1.2; each method's own operator cites its article
 */
export const baselineByName = defineTransform({
  id: 'baseline_by_name',
  label: 'PyBaseline',
  class_path: 'nirs4all.operators.transforms.PyBaselineCorrection',
  aliases: [
    'PyBaselineCorrection',
    'nirs4all.operators.PyBaselineCorrection',
    'nirs4all.operators.transforms.nirs.PyBaselineCorrection',
  ],
  summary: 'Subtract a baseline found by the named method from each spectrum',
  formula: 'x − z, z as the operator of that method defines it; mor: min(o, (min(o) + max(o)) / 2), o the opening of x',
  source: 'pybaselines 1.2',
  params: {
    method: choice({ initial: 'asls', options: names, abbreviation: 'm', help: 'Name of the method in pybaselines' }),
    ...settings,
    copy,
  },
  check: ({ method, ...values }) => {
    const { takes, needs } = methods[method]!
    const given = (Object.keys(settings) as Setting[]).filter(name => values[name] !== null)
    const foreign = given.find(name => !takes.includes(name))
    if (foreign) throw ParametersConflict({ reason: `${method} takes ${takes.join(', ')}, but not ${foreign}` })
    if (needs && values[needs] === null) throw ParametersConflict({ reason: `${method} needs ${needs}` })
    checkSmoothness({ lam: values.lam ?? 1, p: values.p ?? 0.5 })
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { method, ...values }) => {
    const { shortest, estimate } = methods[method]!
    return subtractBaselines(X, shortest(values), spectrum => estimate(spectrum, values))
  },
})
