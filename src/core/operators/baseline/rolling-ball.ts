import { opening } from '../../math/moving-extremes.ts'
import { integer, nullable, type Parameter, type ValuesOf } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { innerMovingMean, withExtrapolatedEdges } from './extrapolated-edges.ts'
import { subtractBaselines } from './subtract-baselines.ts'

const smoothHalfWindow: Parameter<number | null> = {
  ...nullable(integer({ initial: 1, min: 0, help: 'Half window of the moving mean after it; null for half_window' })),
  initial: null,
}

const params = {
  half_window: integer({
    initial: 50,
    min: 1,
    abbreviation: 'w',
    help: 'Half window of minimum and maximum, in features',
  }),
  smooth_half_window: smoothHalfWindow,
  copy,
}

export function rollingBallBaseline(
  spectrum: Float64Array,
  { half_window, smooth_half_window }: Omit<ValuesOf<typeof params>, 'copy'>,
): Float64Array {
  const smooth = smooth_half_window ?? half_window
  return innerMovingMean(withExtrapolatedEdges(opening(spectrum, half_window), smooth), smooth)
}

/**
 * Rolling ball: subtract the moving maximum of the moving minimum of each spectrum, smoothed by a moving mean.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * @throws NotFinite
 * @see Kneen & Annegarn (1996), Nuclear Instruments and Methods in Physics Research B 109, 209–213; Liland, Almøy & Mevik
 * (2010), Applied Spectroscopy 64(9), 1007–1016
 */
export const rollingBall = defineTransform({
  id: 'rolling_ball',
  label: 'RollingBall',
  class_path: 'nirs4all.operators.transforms.RollingBall',
  aliases: ['nirs4all.operators.RollingBall', 'nirs4all.operators.transforms.nirs.RollingBall'],
  summary: 'Subtract what a ball rolling below each spectrum would touch',
  formula: 'x − moving mean of the moving maximum of the moving minimum of x',
  source: 'Kneen & Annegarn (1996), Nuclear Instruments and Methods in Physics Research B 109, 209–213',
  checked_against: 'nirs4all 0.11, within 1e-9',
  params,
  stateless: true,
  fit: () => null,
  transform: (X, _state, values) => subtractBaselines(X, 1, spectrum => rollingBallBaseline(spectrum, values)),
})
