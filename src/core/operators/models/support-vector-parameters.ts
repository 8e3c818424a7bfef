import { type Matrix, row } from '../../math/matrix.ts'
import { mean, squaredDeviations } from '../../math/statistics.ts'
import { boolean, choice, integer, type Parameter, real } from '../../params/index.ts'
import { type Kernel, kernelRow } from './kernel-functions.ts'
import { positive } from './positive.ts'
import { verbose } from './unused-parameters.ts'

const gammas: Parameter<number | 'scale' | 'auto'> = {
  initial: 'scale',
  abbreviation: 'gamma',
  expected: 'scale, auto or a number ≥ 0',
  help: 'Of the kernel: scale is 1 / (n_features · variance of all values), auto is 1 / n_features',
  accepts: value => value === 'scale' || value === 'auto' || (Number.isFinite(value) && (value as number) >= 0),
  refused: ['wide', -1, Number.NaN, null],
}

const limits: Parameter<number> = {
  ...integer({ initial: -1, min: -1, help: 'Most steps; −1 for ten million, which the exact solution rarely needs' }),
  refused: ['many', 1.5, null, -2, 0],
  expected: 'an integer ≥ 1, or -1',
  accepts: value => value === -1 || (Number.isSafeInteger(value) && (value as number) >= 1),
}

export const kernelParams = {
  kernel: choice({
    initial: 'rbf',
    options: ['linear', 'poly', 'rbf', 'sigmoid'],
    help: 'How the likeness of two spectra is measured',
  }),
  degree: integer({ initial: 3, min: 0, help: 'Degree of the poly kernel' }),
  gamma: gammas,
  coef0: real({ initial: 0, help: 'Constant of the poly and sigmoid kernels' }),
}

export const solverParams = {
  shrinking: boolean({ initial: true, help: 'Accepted without effect: a shortcut of another solver' }),
  cache_size: positive({ initial: 200, help: 'Accepted without effect: kernels are kept' }),
  verbose,
  max_iter: limits,
}

/** Most steps that `max_iter` allows. */
export const stepsOf = (max_iter: number): number => (max_iter === -1 ? 1e7 : max_iter)

/** The number that `gamma` stands for. */
export function gammaOf(X: Matrix, gamma: number | 'scale' | 'auto'): number {
  if (typeof gamma === 'number') return gamma
  if (gamma === 'auto') return 1 / X.columns
  const variance = squaredDeviations(X.values, mean(X.values)) / X.values.length
  return variance > 0 ? 1 / (X.columns * variance) : 1
}

/** Rows of this many numbers are kept at most: 512 MB. */
const mostKept = 2 ** 26

/** Kernels between the samples of X, computed when asked for. @throws NotFinite, by what is returned */
export function trainingKernels(kernel: Kernel, X: Matrix) {
  const kernelOf = remembered(X.rows, i => kernelRow(kernel, row(X, i), X))
  const diagonal = Float64Array.from({ length: X.rows }, (_, i) => {
    return kernelRow(kernel, row(X, i), { rows: 1, columns: X.columns, values: row(X, i) })[0]!
  })
  return { kernelOf, diagonal }
}

function remembered(length: number, compute: (i: number) => Float64Array): (i: number) => Float64Array {
  const kept = new Map<number, Float64Array>()
  const most = Math.max(2, Math.floor(mostKept / length))
  return i => {
    const known = kept.get(i)
    if (known) return known
    if (kept.size >= most) kept.delete(kept.keys().next().value!)
    const computed = compute(i)
    kept.set(i, computed)
    return computed
  }
}
