import { NotFinite } from '../../errors/index.ts'
import { type Matrix, row } from '../../math/matrix.ts'
import { dot, multiply } from '../../math/products.ts'

export interface Kernel {
  readonly kernel: 'linear' | 'poly' | 'rbf' | 'sigmoid' | 'laplacian' | 'cosine'
  readonly gamma: number
  readonly degree: number
  readonly coef0: number
}

/** One line for the formula of an operator. */
export const kernelFormulas =
  'k(u, v) = uᵀv (linear), (γ uᵀv + coef0)^degree (poly), exp(−γ‖u − v‖²) (rbf), tanh(γ uᵀv + coef0) (sigmoid)'

/**
 * Kernel of one spectrum with each row of X: (n_samples,). Summed from the first feature to the last for each row.
 * @throws NotFinite, where a power is of a negative number or too large
 */
export function kernelRow(kernel: Kernel, spectrum: Float64Array, X: Matrix): Float64Array {
  const values = likeness(kernel, spectrum, X)
  if (!values.every(Number.isFinite)) throw NotFinite({ what: `The ${kernel.kernel} kernels of the spectra` })
  return values
}

function likeness({ kernel, gamma, degree, coef0 }: Kernel, spectrum: Float64Array, X: Matrix): Float64Array {
  switch (kernel) {
    case 'linear':
      return multiply(X, spectrum)
    case 'poly':
      return multiply(X, spectrum).map(product => (gamma * product + coef0) ** degree)
    case 'sigmoid':
      return multiply(X, spectrum).map(product => Math.tanh(gamma * product + coef0))
    case 'rbf':
      return squaredDistances(spectrum, X).map(square => Math.exp(-gamma * square))
    case 'laplacian':
      return absoluteDistances(spectrum, X).map(distance => Math.exp(-gamma * distance))
    case 'cosine':
      return cosines(spectrum, X)
  }
}

/** (n_samples of A, n_samples of B). @throws NotFinite */
export function kernelMatrix(kernel: Kernel, A: Matrix, B: Matrix): Matrix {
  const values = new Float64Array(A.rows * B.rows)
  for (let i = 0; i < A.rows; i++) values.set(kernelRow(kernel, row(A, i), B), i * B.rows)
  return { rows: A.rows, columns: B.rows, values }
}

function squaredDistances(spectrum: Float64Array, { rows, columns, values }: Matrix): Float64Array {
  const squares = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const at = i * columns
    let sum = 0
    for (let j = 0; j < columns; j++) {
      const difference = spectrum[j]! - values[at + j]!
      sum += difference * difference
    }
    squares[i] = sum
  }
  return squares
}

function absoluteDistances(spectrum: Float64Array, { rows, columns, values }: Matrix): Float64Array {
  const distances = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0; j < columns; j++) sum += Math.abs(spectrum[j]! - values[i * columns + j]!)
    distances[i] = sum
  }
  return distances
}

/** A spectrum of zeros is at a right angle to all. */
function cosines(spectrum: Float64Array, X: Matrix): Float64Array {
  const lengthOf = (values: Float64Array) => Math.sqrt(dot(values, values)) || 1
  const length = lengthOf(spectrum)
  return multiply(X, spectrum).map((product, i) => product / (length * lengthOf(row(X, i))))
}
