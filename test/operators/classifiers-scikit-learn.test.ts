import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows, row } from '../../src/core/math/matrix.ts'
import { dot } from '../../src/core/math/products.ts'
import { type AnyClassifier, getOperator } from '../../src/core/operators/index.ts'
import { type Kernel, kernelRow } from '../../src/core/operators/models/kernel-functions.ts'
import { rootPath } from '../support/shared.ts'
import { predictedClasses } from './predicted-classes.ts'
import { paramsOf } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const reference = JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', 'classifiers.json'), 'utf8'))

interface Case {
  readonly operator: string
  readonly spectra: 'small' | 'wide'
  readonly classes: '2' | '3'
  readonly params: Readonly<Record<string, unknown>>
  readonly scores: readonly (readonly number[])[]
  readonly labels: readonly number[] | null
}

/** Of probabilities and decisions; where a solver of the reference stops at its tolerance, that. */
const tolerances: Readonly<Record<string, number>> = {
  PLSDA: 1e-9,
  LinearDiscriminantAnalysis: 1e-9,
  QuadraticDiscriminantAnalysis: 1e-9,
  GaussianNB: 1e-9,
  LogisticRegression: 1e-7,
  RidgeClassifier: 1e-9,
  KNeighborsClassifier: 1e-12,
}

function fitted({ operator: name, spectra, classes, params: given }: Case) {
  const operator = getOperator(name) as AnyClassifier
  const params = paramsOf(operator, given)
  operator.check?.(params)
  const { X, fresh, codes } = reference[spectra]
  const state = structuredClone(operator.fit(matrixFromRows(X), Float64Array.from(codes[classes]), params))
  return { operator, params, state, fresh: matrixFromRows(fresh) }
}

/** In the columns of the reference. */
function decisionsOf(scores: Matrix, columns: number): Float64Array {
  return columns === scores.columns
    ? scores.values
    : Float64Array.from({ length: scores.rows }, (_, i) => row(scores, i)[1]!)
}

describe('classifiers give the scores and labels of scikit-learn 1.2.1', () => {
  const cases = (reference.cases as Case[]).filter(({ operator }) => operator !== 'SVC')

  it.each(cases)('$operator, $classes classes, $spectra spectra: $params', one => {
    const { operator, params, state, fresh } = fitted(one)
    const scores = operator.scores(fresh, state, params)
    const expected = one.scores[0]!.length === fresh.rows ? one.scores[0]! : one.scores.flat()
    const found = decisionsOf(scores, expected.length / fresh.rows)
    expect(largestDifference(found, expected)).toBeLessThan(tolerances[one.operator]!)
    if (one.labels) expect(predictedClasses(scores)).toEqual(one.labels)
    expect(operator.warnings?.(state, params) ?? []).toEqual([])
  })
})

describe('support vector classification gives the decisions between two classes and labels of libsvm', () => {
  const cases = (reference.cases as Case[]).filter(({ operator }) => operator === 'SVC')

  it.each(cases)('$classes classes: $params', one => {
    // Steps go on to a hundredth of tol.
    const { operator, params, state, fresh } = fitted({ ...one, params: { ...one.params, tol: 1e-8 } })
    const kernel = params as unknown as Kernel
    const found = Array.from({ length: fresh.rows }, (_, i) => {
      const likeness = kernelRow({ ...kernel, gamma: state.gamma }, row(fresh, i), state.support_vectors)
      return Array.from(
        state.intercepts as Float64Array,
        (intercept, pair) => intercept + dot(state.dual_coefficients[pair], likeness),
      )
    })
    const expected = one.classes === '2' ? one.scores.flat().map(decision => -decision) : one.scores.flat()
    // libsvm keeps kernels in 32 bits.
    expect(largestDifference(Float64Array.from(found.flat()), expected)).toBeLessThan(1e-4)
    expect(predictedClasses(operator.scores(fresh, state, params))).toEqual(one.labels)
  })
})
