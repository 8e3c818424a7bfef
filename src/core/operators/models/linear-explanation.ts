import type { Matrix } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import type { ModelExplanation } from '../../records/index.ts'
import { checkSpectra } from '../checks.ts'
import type { LinearModel } from './linear-predictions.ts'

/** Numbers that read the same after JSON: penalties leave zeros of either sign, and + 0 makes them one. */
export const plainNumbers = (values: Float64Array): number[] => Array.from(values, value => value + 0)

/** ŷ = intercept + Σ xⱼ · coefficientⱼ, without means. */
export function linearExplanation({ x_mean, y_mean, coefficients }: LinearModel): ModelExplanation {
  return { coefficients: plainNumbers(coefficients), intercept: y_mean - dot(x_mean, coefficients) }
}

/** `explain` of models that are nothing but coefficients. */
export function explainLinear(model: LinearModel, X: Matrix): ModelExplanation {
  checkSpectra(X, model.x_mean.length)
  return linearExplanation(model)
}
