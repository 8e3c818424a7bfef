import { type Matrix, row, zeros } from '../../../math/matrix.ts'
import { mersenneTwister } from '../../../math/random/mersenne-twister.ts'
import { normals } from '../../../math/random/normal.ts'
import type { Transform } from '../../../operators/index.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic, rowOf, timesMatrix } from '../arithmetic.ts'
import { convertTransform, refuse, type TransformConversion } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'

/** x → x A + b for each row: A (n_features, n_columns), b (n_columns,). */
export interface AffineMap {
  readonly matrix: Matrix
  readonly offset: Float64Array
}

/** An operator that does the same weighted sums to every row, whatever the row: its matrix is asked of it, and proven. */
export function affineTransform<P extends ParameterSet, State>(
  operator: Transform<P, State>,
  limits?: string,
): TransformConversion {
  return convertTransform(operator, {
    how: 'its sums, term by term where they are few, else as a product with its matrix',
    ...(limits !== undefined && { limits }),
    convert: (graph, X, state, params) =>
      addAffine(
        graph,
        X,
        affineMap(x => operator.transform(x, state, params), X.columns),
      ),
  })
}

/** Against the largest weight times all values: steps inside of a transform may round sums that are larger than its own. */
const tolerance = 1e-11

/** Weights below this, against the largest of their column, are what rounding leaves of none. */
const noWeight = 2 ** -53

/**
 * The map that a transform is, from what it makes of zeros and of each unit vector; then held against what it makes of vectors
 * without a pattern, small and large.
 * @throws NotExpressible where it is another function of a row
 */
export function affineMap(transform: (X: Matrix) => Matrix, n_features: number): AffineMap {
  const probes = zeros(n_features + 1, n_features)
  for (let j = 0; j < n_features; j++) probes.values[j * n_features + j] = 1
  const { columns, values } = transform(probes)
  const offset = values.slice(n_features * columns)
  const matrix = zeros(n_features, columns)
  for (let at = 0; at < matrix.values.length; at++) matrix.values[at] = values[at]! - offset[at % columns]!
  dropNoWeights(matrix)
  const map = { matrix, offset }
  if (!isThatMap(transform, map)) refuse('with these parameters it is not the same weighted sums for every spectrum')
  return map
}

function dropNoWeights({ columns, values }: Matrix): void {
  const largest = new Float64Array(columns)
  values.forEach((weight, at) => {
    largest[at % columns] = Math.max(largest[at % columns]!, Math.abs(weight))
  })
  values.forEach((weight, at) => {
    if (Math.abs(weight) < noWeight * largest[at % columns]!) values[at] = 0
  })
}

function isThatMap(transform: (X: Matrix) => Matrix, { matrix, offset }: AffineMap): boolean {
  const n = matrix.rows
  const twister = mersenneTwister(0)
  const probes = { rows: 3, columns: n, values: normals(3 * n, twister) }
  for (let j = 0; j < n; j++) {
    probes.values[n + j]! *= 1000
    probes.values[2 * n + j]! += 5
  }
  const largest = matrix.values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const sizes = Array.from({ length: probes.rows }, (_, i) =>
    row(probes, i).reduce((sum, value) => sum + Math.abs(value), 0),
  )
  return transform(probes).values.every((value, at) => {
    const [i, k] = [Math.floor(at / matrix.columns), at % matrix.columns]
    let sum = offset[k]!
    for (let j = 0; j < n; j++) sum += probes.values[i * n + j]! * matrix.values[j * matrix.columns + k]!
    return Math.abs(value - sum) <= tolerance * (largest * sizes[i]! + Math.abs(offset[k]!))
  })
}

/** Sums of more terms than this are a matrix product. */
const fewTerms = 24

/** The map as nodes: columns of few terms as sums of them, the others as a product with the features that they need. */
export function addAffine(graph: Graph, X: Table, { matrix, offset }: AffineMap): Table {
  const { add, beside, take } = arithmetic(graph)
  const needed = featuresOf(matrix)
  const most = Math.min(fewTerms, Math.max(1, matrix.rows / 4))
  const columns = Array.from(needed.keys())
  const [few, many] = [columns.filter(k => needed[k]!.length <= most), columns.filter(k => needed[k]!.length > most)]
  const parts = [
    ...(few.length > 0 ? [sumOfTerms(graph, X, matrix, few, needed)] : []),
    ...(many.length > 0 ? [productOf(graph, X, matrix, many, needed)] : []),
  ]
  const order = [...few, ...many]
  const sums = beside(parts)
  const sorted = order.every((column, k) => column === k)
    ? sums
    : take(
        sums,
        columns.map(k => order.indexOf(k)),
      )
  const tensor = offset.every(value => value === 0) ? sorted : add(sorted, rowOf(graph, offset))
  return { tensor, columns: matrix.columns }
}

/** Of each column of the result, the features that it sums. */
function featuresOf({ rows, columns, values }: Matrix): readonly (readonly number[])[] {
  const needed: number[][] = Array.from({ length: columns }, () => [])
  for (let j = 0; j < rows; j++) {
    for (let k = 0; k < columns; k++) if (values[j * columns + k] !== 0) needed[k]!.push(j)
  }
  return needed
}

type Needed = readonly (readonly number[])[]

/** Term by term; columns of fewer terms are filled up with weights of 0. */
function sumOfTerms(
  graph: Graph,
  X: Table,
  { columns, values }: Matrix,
  of: readonly number[],
  needed: Needed,
): Tensor {
  const { add, multiply, take } = arithmetic(graph)
  const most = Math.max(1, ...of.map(k => needed[k]!.length))
  const terms = Array.from({ length: most }, (_, t) => {
    const features = of.map(k => needed[k]![t] ?? 0)
    const weights = of.map(k => (t < needed[k]!.length ? values[needed[k]![t]! * columns + k]! : 0))
    const isOwn = features.length === X.columns && features.every((feature, k) => feature === k)
    const taken = isOwn ? X.tensor : take(X.tensor, features)
    return weights.every(weight => weight === 1) ? taken : multiply(taken, rowOf(graph, weights))
  })
  return terms.reduce(add)
}

function productOf(
  graph: Graph,
  X: Table,
  { rows, columns, values }: Matrix,
  of: readonly number[],
  needed: Needed,
): Tensor {
  const features = [...new Set(of.flatMap(k => needed[k]!))].sort((a, b) => a - b)
  const weights = new Float64Array(features.length * of.length)
  features.forEach((j, r) => {
    of.forEach((k, c) => {
      weights[r * of.length + c] = values[j * columns + k]!
    })
  })
  const taken = features.length === rows ? X.tensor : arithmetic(graph).take(X.tensor, features)
  const part = { rows: features.length, columns: of.length, values: weights }
  return timesMatrix(graph, { tensor: taken, columns: features.length }, part).tensor
}
