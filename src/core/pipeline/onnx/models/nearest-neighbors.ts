import { type Matrix, zeros } from '../../../math/matrix.ts'
import { kNearestNeighborsClassification } from '../../../operators/classifiers/k-nearest-neighbors-classification.ts'
import { kNearestNeighborsRegression } from '../../../operators/models/k-nearest-neighbors-regression.ts'
import { type NeighborDistance, powerOf } from '../../../operators/models/neighbor-weights.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertModel } from '../conversion.ts'
import { eachTrainingRow } from '../each-training-row.ts'
import type { Graph, Table, Tensor } from '../graph.ts'

const facts = {
  how: 'distances to all training spectra, the nearest of them, and the mean of theirs',
  limits: 'where two training spectra are equally far but for rounding, either may be the last neighbour',
}

export const onnxKNearestNeighborsRegression = convertModel(kNearestNeighborsRegression, {
  ...facts,
  convert: (graph, X, { X: training, y }, params) =>
    addNeighborMeans(graph, X, training, { rows: y.length, columns: 1, values: y }, params),
})

export const onnxKNearestNeighborsClassification = convertModel(kNearestNeighborsClassification, {
  ...facts,
  convert: (graph, X, { X: training, y, n_classes }, params) => {
    const indicators = zeros(y.length, n_classes)
    y.forEach((code, i) => {
      indicators.values[i * n_classes + code] = 1
    })
    return addNeighborMeans(graph, X, training, indicators, params)
  },
})

/** Weighted means of the values of the nearest training spectra; values: (training.rows, width) → (N, width). */
function addNeighborMeans(
  graph: Graph,
  X: Table,
  training: Matrix,
  values: Matrix,
  params: NeighborDistance & { readonly n_neighbors: number },
): Table {
  const { divide, multiply, reshape, sum } = arithmetic(graph)
  const distances = addDistances(graph, X, training, powerOf(params))
  const count = graph.integers([params.n_neighbors], [1])
  const nearest = { axis: { integer: 1 }, largest: { integer: 0 }, sorted: { integer: 1 } }
  const [near, rows] = graph.nodes('TopK', [distances.tensor, count], 2, nearest)
  const table = graph.numbers(values.values, [values.rows, values.columns])
  // (N, n_neighbors, width)
  const theirs = graph.node('Gather', [table, rows!], { axis: { integer: 0 } })
  if (params.weights === 'uniform') {
    const means = arithmetic(graph).mean(theirs)
    return { tensor: reshape(means, [-1, values.columns]), columns: values.columns }
  }
  const weights = reshape(addWeights(graph, near!), [-1, params.n_neighbors, 1])
  const means = divide(sum(multiply(theirs, weights)), sum(weights))
  return { tensor: reshape(means, [-1, values.columns]), columns: values.columns }
}

function addDistances(graph: Graph, X: Table, training: Matrix, power: number): Table {
  return eachTrainingRow(graph, X, training, (inner, differences) => {
    const { absolute, maximum, squareRoot, square, sum } = inner
    if (power === 2) return squareRoot(sum(square(differences)))
    const sizes = absolute(differences)
    if (power === 1) return sum(sizes)
    if (power === Number.POSITIVE_INFINITY) return maximum(sizes)
    return inner.power(sum(inner.power(sizes, power)), 1 / power)
  })
}

/** 1 / distance; where the nearest has distance 0, those at distance 0 alone. */
function addWeights(graph: Graph, near: Tensor): Tensor {
  const { asNumbers, choose, divide, isEqual, take } = arithmetic(graph)
  const atZero = isEqual(near, 0)
  return choose(isEqual(take(near, [0]), 0), asNumbers(atZero), divide(1, choose(atZero, 1, near)))
}
