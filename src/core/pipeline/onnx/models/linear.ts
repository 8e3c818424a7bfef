import { type Matrix, transposed } from '../../../math/matrix.ts'
import type { LinearDecisions } from '../../../operators/classifiers/linear-decisions.ts'
import type { Classifier, Regressor } from '../../../operators/index.ts'
import type { LinearModel } from '../../../operators/models/linear-predictions.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic, rowOf } from '../arithmetic.ts'
import { convertModel, type ModelConversion } from '../conversion.ts'
import type { Graph, Table } from '../graph.ts'

/** ȳ + (x − x̄)ᵀb: (N, 1). */
export function addLinear(graph: Graph, X: Table, { x_mean, y_mean, coefficients }: LinearModel): Table {
  const values = { rows: coefficients.length, columns: 1, values: coefficients }
  return addLinearFunctions(graph, X, x_mean, Float64Array.of(y_mean), values)
}

/** One function for each class: (N, n_classes). */
export const addDecisions = (graph: Graph, X: Table, { x_mean, intercepts, coefficients }: LinearDecisions): Table =>
  addLinearFunctions(graph, X, x_mean, intercepts, transposed(coefficients))

/** coefficients: (n_features, n_functions). */
function addLinearFunctions(
  graph: Graph,
  X: Table,
  x_mean: Float64Array,
  intercepts: Float64Array,
  { rows, columns, values }: Matrix,
): Table {
  const { add, subtract, product } = arithmetic(graph)
  const centered = subtract(X.tensor, rowOf(graph, x_mean))
  const sums = product(centered, graph.numbers(values, [rows, columns]))
  return { tensor: add(sums, rowOf(graph, intercepts)), columns }
}

/** A model that is linear in the end. */
export const linearModel = <P extends ParameterSet, State extends LinearModel>(
  operator: Regressor<P, State>,
): ModelConversion =>
  convertModel(operator, { how: 'its coefficients', convert: (graph, X, state) => addLinear(graph, X, state) })

/** A classifier by one linear function a class. */
export const linearClassifier = <P extends ParameterSet, State extends LinearDecisions>(
  operator: Classifier<P, State>,
): ModelConversion =>
  convertModel(operator, {
    how: 'its coefficients for each class',
    convert: (graph, X, state) => addDecisions(graph, X, state),
  })
