import { NotFinite, NotPositive } from '../../errors/index.ts'
import { columnMeans, columnVariances, type Matrix, mapRows } from '../../math/matrix.ts'
import {
  boxCox,
  fitBoxCox,
  fitYeoJohnson,
  inverseBoxCox,
  inverseYeoJohnson,
  type PowerCurve,
  yeoJohnson,
} from '../../math/power-curve.ts'
import { isRoundingNoise, mean, squaredDeviations } from '../../math/statistics.ts'
import { boolean, choice } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { type ShiftAndScale, scaleAndShift, shiftAndScale } from './shift-and-scale.ts'

const methods = {
  'yeo-johnson': { fit: fitYeoJohnson, apply: yeoJohnson, undo: inverseYeoJohnson },
  'box-cox': { fit: fitBoxCox, apply: boxCox, undo: inverseBoxCox },
} as const

type Method = keyof typeof methods

/** Of each feature: (n_features,) each. */
interface Learned extends ShiftAndScale {
  readonly lambdas: Float64Array
  readonly pivots: Float64Array
}

/**
 * Make each feature more like a normal distribution by a power of greatest likelihood, then center and scale it. A constant
 * feature keeps its values (λ = 1) and is centered only.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `lambdas`, `pivots`, `center`, `scale`: (n_features,) each.
 *
 * Unlike scikit-learn: features of small spread, whose best power is large, are computed without over- or underflow.
 *
 * @throws NotPositive for box-cox; TooFewSamples, WrongFeatureCount, NotFinite
 * @see Box & Cox (1964), Journal of the Royal Statistical Society B 26(2), 211–252
 * @see Yeo & Johnson (2000), Biometrika 87(4), 954–959
 */
export const powerTransformer = defineTransform({
  id: 'power_transformer',
  label: 'Pow',
  class_path: 'sklearn.preprocessing.PowerTransformer',
  aliases: ['PowerTransformer', 'sklearn.preprocessing._data.PowerTransformer'],
  summary: 'Make each feature more like a normal distribution by a power',
  formula: '((x + 1)^λ − 1) / λ for x ≥ 0, −((1 − x)^(2 − λ) − 1) / (2 − λ) below; box-cox: (x^λ − 1) / λ',
  source: 'Yeo & Johnson (2000), Biometrika 87(4), 954–959; Box & Cox (1964), JRSS B 26(2), 211–252',
  checked_against: 'scikit-learn 1.2.1, within 1e-6, as close as its search for the powers; nirs4all 0.11, within 1e-6',
  differs: 'features of small spread, whose best power is large, are computed without over- or underflow',
  params: {
    method: choice({
      initial: 'yeo-johnson',
      options: ['yeo-johnson', 'box-cox'],
      help: 'Family of powers; box-cox needs values above 0',
    }),
    standardize: boolean({ initial: true, help: 'Center and scale each transformed feature on its training values' }),
    copy,
  },
  stateless: false,
  fit: (X, { method, standardize }): Learned => {
    checkTrainingSpectra(X, 1, 'a power')
    if (method === 'box-cox') checkPositive(X)
    const curves = Array.from({ length: X.columns }, (_, j) => fitCurve(columnOf(X, j), method, standardize))
    const powers = {
      lambdas: Float64Array.from(curves, ({ lambda }) => lambda),
      pivots: Float64Array.from(curves, ({ pivot }) => pivot),
    }
    const center = new Float64Array(X.columns)
    const scale = new Float64Array(X.columns).fill(1)
    if (!standardize) return { ...powers, center, scale }
    const curved = each(X, powers, methods[method].apply)
    const means = columnMeans(curved)
    const deviations = columnVariances(curved, means, 0).map((variance, j) =>
      isRoundingNoise(variance, means[j]!, X.rows) ? 1 : Math.sqrt(variance),
    )
    return { ...powers, center: means, scale: deviations }
  },
  transform: (X, learned, { method }) => {
    checkSpectra(X, learned.lambdas.length)
    if (method === 'box-cox') checkPositive(X)
    return shiftAndScale(finite(each(X, learned, methods[method].apply)), learned)
  },
  inverse: (X, learned, { method }) => finite(each(scaleAndShift(X, learned), learned, methods[method].undo)),
})

const columnOf = ({ rows, columns, values }: Matrix, j: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!)

function fitCurve(values: Float64Array, method: Method, standardize: boolean): PowerCurve {
  const average = mean(values)
  if (isRoundingNoise(squaredDeviations(values, average) / values.length, average, values.length)) {
    return { lambda: 1, pivot: 0 }
  }
  const curve = methods[method].fit(values)
  // What is not standardized is wanted as published.
  return standardize ? curve : { ...curve, pivot: 0 }
}

function each(
  X: Matrix,
  { lambdas, pivots }: Pick<Learned, 'lambdas' | 'pivots'>,
  change: (value: number, curve: PowerCurve) => number,
): Matrix {
  return mapRows(X, (spectrum, target) => {
    for (let j = 0; j < spectrum.length; j++) {
      target[j] = change(spectrum[j]!, { lambda: lambdas[j]!, pivot: pivots[j]! })
    }
  })
}

function checkPositive({ columns, values }: Matrix): void {
  const index = values.findIndex(value => !(value > 0))
  if (index < 0) return
  const [sample, feature] = [Math.floor(index / columns), index % columns]
  throw NotPositive({ what: 'The value', sample, feature, value: values[index]! })
}

function finite(X: Matrix): Matrix {
  if (!X.values.every(Number.isFinite)) throw NotFinite({ what: 'The values after the power' })
  return X
}
