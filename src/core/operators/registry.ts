import { UnknownOperator } from '../errors/index.ts'
import { detrend } from './baseline/detrend.ts'
import { partialLeastSquaresRegression } from './models/partial-least-squares-regression.ts'
import { ridgeRegression } from './models/ridge-regression.ts'
import type { Operator } from './operator.ts'
import { minMaxScaler } from './scaling/min-max-scaler.ts'
import { standardScaler } from './scaling/standard-scaler.ts'
import { multiplicativeScatterCorrection } from './scatter/multiplicative-scatter-correction.ts'
import { standardNormalVariate } from './scatter/standard-normal-variate.ts'
import { savitzkyGolay } from './smoothing/savitzky-golay.ts'
import { kFold } from './splitters/k-fold.ts'

/** Every operator there is. A new one is a file and a line here. */
export const operators: readonly Operator[] = [
  standardNormalVariate,
  multiplicativeScatterCorrection,
  savitzkyGolay,
  detrend,
  minMaxScaler,
  standardScaler,
  partialLeastSquaresRegression,
  ridgeRegression,
  kFold,
]

/** Every name a template may call an operator by. */
export function namesOf(operator: Operator): readonly string[] {
  return [...new Set([operator.label, operator.class_path, operator.id, ...operator.aliases])]
}

const byName: ReadonlyMap<string, Operator> = new Map(
  operators.flatMap(operator => namesOf(operator).map(name => [name, operator] as const)),
)

export function findOperator(name: string): Operator | undefined {
  return byName.get(name)
}

/** @throws UnknownOperator, with every name as known */
export function getOperator(name: string): Operator {
  const operator = findOperator(name)
  if (!operator) throw UnknownOperator({ name, known: [...byName.keys()] })
  return operator
}
