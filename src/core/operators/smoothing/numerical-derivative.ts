import { ParametersConflict, WrongFeatureCount } from '../../errors/index.ts'
import { gradient } from '../../math/gradient.ts'
import { type Matrix, mapRows } from '../../math/matrix.ts'
import { integer, real } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'

/** Parameters of derivatives by differences. */
export const derivativeParameters = {
  delta: real({ initial: 1, help: 'Spacing of the features; not 0' }),
  edge_order: integer({
    initial: 2,
    min: 1,
    max: 2,
    help: 'Order of accuracy of the one-sided differences at the ends',
  }),
  copy,
}

/** @throws ParametersConflict */
export function checkDelta({ delta }: { readonly delta: number }): void {
  if (delta === 0) throw ParametersConflict({ reason: 'a delta of 0 gives no derivative' })
}

/** Differentiate each spectrum `times` times by differences. @throws WrongFeatureCount, NotFinite */
export function differentiate(X: Matrix, times: number, delta: number, edge_order: number): Matrix {
  checkSpectra(X)
  if (X.columns < edge_order + 1) {
    throw WrongFeatureCount({ found: X.columns, needed: `an edge_order of ${edge_order} needs ${edge_order + 1}` })
  }
  return mapRows(X, (spectrum, target) => {
    let derivative = spectrum
    for (let k = 0; k < times; k++) derivative = gradient(derivative, delta, edge_order)
    target.set(derivative)
  })
}
