import { choice, integer, type Parameter, real } from '../../params/index.ts'

/** Parameters of scikit-learn's solvers, declared so that existing templates run: the decomposition here is always the exact one. */

const exact = 'Accepted without effect: the decomposition is exact'

export const solver = choice({
  initial: 'auto',
  options: ['auto', 'full', 'covariance_eigh', 'arpack', 'randomized'],
  help: exact,
})

export const algorithm = choice({ initial: 'randomized', options: ['arpack', 'randomized'], help: exact })
export const solverTolerance = real({ initial: 0, min: 0, help: exact })
export const oversamples = integer({ initial: 10, min: 0, help: exact })
export const randomizedIterations = integer({ initial: 5, min: 0, help: exact })

export const normalizer = choice({
  initial: 'auto',
  options: ['auto', 'QR', 'LU', 'none'],
  help: exact,
})

export const powerIterations: Parameter<number | 'auto'> = {
  initial: 'auto',
  expected: 'auto, or an integer ≥ 0',
  help: exact,
  accepts: value => value === 'auto' || (Number.isSafeInteger(value) && (value as number) >= 0),
  refused: ['many', -1, 1.5, null],
}
