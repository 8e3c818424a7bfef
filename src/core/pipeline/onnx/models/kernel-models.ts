import type { Matrix } from '../../../math/matrix.ts'
import { mean as meanOf } from '../../../math/statistics.ts'
import {
  gaussianProcessKernel,
  gaussianProcessRegression,
} from '../../../operators/models/gaussian-process-regression.ts'
import type { Kernel } from '../../../operators/models/kernel-functions.ts'
import { kernelPls } from '../../../operators/models/kernel-pls.ts'
import { kernelRidgeRegression } from '../../../operators/models/kernel-ridge-regression.ts'
import { supportVectorRegression } from '../../../operators/models/support-vector-regression.ts'
import { arithmetic, rowOf, timesMatrix } from '../arithmetic.ts'
import { convertModel } from '../conversion.ts'
import type { Graph, Table } from '../graph.ts'
import { addKernel } from './kernels.ts'

const how = 'kernels with the training spectra that it keeps, and their coefficients'
const limits =
  'where the terms of the sum are many million times what they sum to, its last digits are rounding, in n4a as here'

/** Σ cᵢ kᵢ: (N, 1). */
const weighed = (graph: Graph, kernels: Table, coefficients: Float64Array): Table =>
  timesMatrix(graph, kernels, { rows: coefficients.length, columns: 1, values: coefficients })

const plus = (graph: Graph, sums: Table, offset: number): Table => ({
  ...sums,
  tensor: arithmetic(graph).add(sums.tensor, offset),
})

/** Without support vectors there is nothing but the intercept. */
function constant(graph: Graph, X: Table, value: number): Table {
  const { add, multiply, take } = arithmetic(graph)
  return { tensor: add(multiply(take(X.tensor, [0]), 0), value), columns: 1 }
}

export const onnxSupportVectorRegression = convertModel(supportVectorRegression, {
  how,
  limits,
  convert: (graph, X, { gamma, support_vectors, dual_coefficients, intercept }, { kernel, degree, coef0 }) => {
    if (support_vectors.rows === 0) return constant(graph, X, intercept)
    const kernels = addKernel(graph, X, support_vectors, { kernel, gamma, degree, coef0 })
    return plus(graph, weighed(graph, kernels, dual_coefficients), intercept)
  },
})

export const onnxKernelRidgeRegression = convertModel(kernelRidgeRegression, {
  how,
  limits,
  convert: (graph, X, { gamma, X: training, dual_coefficients }, given) =>
    weighed(graph, addKernel(graph, X, training, { ...given, gamma }), dual_coefficients),
})

export const onnxGaussianProcessRegression = convertModel(gaussianProcessRegression, {
  how: `${how}; the mean alone`,
  limits,
  convert: (graph, X, { X: training, y_mean, y_std, dual_coefficients }) => {
    const sums = weighed(graph, addKernel(graph, X, training, gaussianProcessKernel), dual_coefficients)
    return plus(graph, { ...sums, tensor: arithmetic(graph).multiply(sums.tensor, y_std) }, y_mean)
  },
})

export const onnxKernelPls = convertModel(kernelPls, {
  how,
  limits,
  convert: (graph, X, { gamma, X: training, y_mean, kernel_means, coefficients }, given) => {
    const likeness = addLikeness(graph, X, training, { ...given, gamma })
    const centered = given.center_kernel ? addCentered(graph, likeness, kernel_means) : likeness
    return plus(graph, weighed(graph, centered, coefficients), y_mean)
  },
})

/** Kernels divided by the lengths that both spectra have in the space of the kernel. */
function addLikeness(graph: Graph, X: Table, training: Matrix, kernel: Kernel): Table {
  const kernels = addKernel(graph, X, training, kernel)
  if (kernel.kernel === 'rbf') return kernels
  const { divide, squareRoot, sum, square } = arithmetic(graph)
  const own = ownKernel(graph, sum(square(X.tensor)), kernel)
  const others = Float64Array.from({ length: training.rows }, (_, i) => {
    const values = training.values.subarray(i * training.columns, (i + 1) * training.columns)
    return Math.sqrt(
      ownNumber(
        values.reduce((total, value) => total + value * value, 0),
        kernel,
      ),
    )
  })
  return { ...kernels, tensor: divide(divide(kernels.tensor, squareRoot(own)), rowOf(graph, others)) }
}

function ownKernel(graph: Graph, square: string, { kernel, gamma, coef0, degree }: Kernel): string {
  const { add, multiply, power } = arithmetic(graph)
  if (kernel === 'linear') return square
  const inner = add(multiply(square, gamma), coef0)
  return kernel === 'poly' ? power(inner, degree) : graph.node('Tanh', [inner])
}

function ownNumber(square: number, { kernel, gamma, coef0, degree }: Kernel): number {
  if (kernel === 'linear') return square
  return kernel === 'poly' ? (gamma * square + coef0) ** degree : Math.tanh(gamma * square + coef0)
}

function addCentered(graph: Graph, likeness: Table, kernel_means: Float64Array): Table {
  const { add, subtract, mean } = arithmetic(graph)
  const less = subtract(subtract(likeness.tensor, rowOf(graph, kernel_means)), mean(likeness.tensor))
  return { ...likeness, tensor: add(less, meanOf(kernel_means)) }
}
