import { pairsOf, supportVectorClassification } from '../../../operators/classifiers/support-vector-classification.ts'
import { arithmetic, rowOf, timesMatrix } from '../arithmetic.ts'
import { convertModel } from '../conversion.ts'
import { addKernel } from './kernels.ts'

export const onnxSupportVectorClassification = convertModel(supportVectorClassification, {
  how: 'kernels with the support vectors, and a vote of each two classes',
  convert: (graph, X, { n_classes, support_vectors, dual_coefficients, intercepts, gamma }, params) => {
    const { add, asNumbers, divide, isAbove } = arithmetic(graph)
    const pairs = pairsOf(n_classes)
    const kernels = addKernel(graph, X, support_vectors, { ...params, gamma })
    const n = support_vectors.rows
    const coefficients = Float64Array.from(
      { length: n * pairs.length },
      (_, at) => dual_coefficients[at % pairs.length]![Math.floor(at / pairs.length)]!,
    )
    const sums = timesMatrix(graph, kernels, { rows: n, columns: pairs.length, values: coefficients })
    const first = asNumbers(isAbove(add(sums.tensor, rowOf(graph, intercepts)), 0))
    // A pair gives its vote to the first of two, or else to the second: votes = first · (e₁ − e₂) + e₂.
    const change = new Float64Array(pairs.length * n_classes)
    const seconds = new Float64Array(n_classes)
    pairs.forEach(([one, other], pair) => {
      change[pair * n_classes + one]! += 1
      change[pair * n_classes + other]! -= 1
      seconds[other]! += 1
    })
    const given = timesMatrix(
      graph,
      { tensor: first, columns: pairs.length },
      { rows: pairs.length, columns: n_classes, values: change },
    )
    const votes = add(given.tensor, rowOf(graph, seconds))
    return { tensor: divide(votes, pairs.length), columns: n_classes }
  },
})
