import { type Matrix, transposed } from '../../../math/matrix.ts'
import type { Kernel } from '../../../operators/models/kernel-functions.ts'
import { arithmetic, timesMatrix } from '../arithmetic.ts'
import { eachTrainingRow } from '../each-training-row.ts'
import type { Graph, Table } from '../graph.ts'

/** Kernel of each spectrum with each training spectrum: (N, training.rows). */
export function addKernel(graph: Graph, X: Table, training: Matrix, kernel: Kernel): Table {
  const { add, exponential, multiply } = arithmetic(graph)
  const { gamma, coef0 } = kernel
  const products = () => timesMatrix(graph, X, transposed(training))
  const inner = () => {
    const { tensor, columns } = products()
    return { tensor: add(multiply(tensor, gamma), coef0), columns }
  }
  const falling = (distances: Table) => ({ ...distances, tensor: exponential(multiply(distances.tensor, -gamma)) })
  switch (kernel.kernel) {
    case 'linear':
      return products()
    case 'poly':
      return power(graph, inner(), kernel.degree)
    case 'sigmoid': {
      const { tensor, columns } = inner()
      return { tensor: graph.node('Tanh', [tensor]), columns }
    }
    case 'rbf':
      return falling(eachTrainingRow(graph, X, training, ({ sum, square }, differences) => sum(square(differences))))
    case 'laplacian':
      return falling(
        eachTrainingRow(graph, X, training, ({ sum, absolute }, differences) => sum(absolute(differences))),
      )
    case 'cosine':
      return cosines(graph, X, training)
  }
}

function power(graph: Graph, { tensor, columns }: Table, degree: number): Table {
  return { tensor: arithmetic(graph).power(tensor, degree), columns }
}

function cosines(graph: Graph, X: Table, training: Matrix): Table {
  const { divide, isEqual, choose } = arithmetic(graph)
  const own = rowLengths(graph, X)
  const others = Float64Array.from({ length: training.rows }, (_, i) => {
    const values = training.values.subarray(i * training.columns, (i + 1) * training.columns)
    return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
  })
  const products = timesMatrix(graph, X, transposed(training))
  const scaled = divide(products.tensor, graph.numbers(others, [1, others.length]))
  return { ...products, tensor: divide(scaled, choose(isEqual(own, 0), 1, own)) }
}

function rowLengths(graph: Graph, X: Table) {
  const { square, squareRoot, sum } = arithmetic(graph)
  return squareRoot(sum(square(X.tensor)))
}
