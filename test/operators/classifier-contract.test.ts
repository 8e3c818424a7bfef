import { describe, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import { type Matrix, row, takeElements, takeRows, zeros } from '../../src/core/math/matrix.ts'
import { type AnyClassifier, operators } from '../../src/core/operators/index.ts'
import { cutShort, familyMembers } from '../support/family-members.ts'
import { storedState } from '../support/stored-state.ts'
import { predictedClasses } from './predicted-classes.ts'
import { copyOf, paramsOf, sampleSpectra } from './sample-spectra.ts'

/** The code of the catalogue error that `work` throws; anything else fails the test. */
function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof N4aError) return error.code
    throw error
  }
  return 'none'
}

/** Classes in unequal shares, each with a band of its own that stands out of the noise by `distance`. */
function sampleClasses(n_samples: number, n_classes: number, distance: number, phase = 0) {
  const X = sampleSpectra(n_samples, 8, phase)
  const y = Float64Array.from({ length: n_samples }, (_, i) => (i % (n_classes + 1)) % n_classes)
  y.forEach((code, i) => {
    row(X, i)[1 + 2 * code]! += distance
    row(X, i)[2 + 2 * code]! -= distance
  })
  return { X, y }
}

const withNaN = (matrix: Matrix): Matrix => ({ ...matrix, values: matrix.values.with(7, Number.NaN) })

/** Why the codes that classes happen to have change more than rounding. */
const dependsOnCodes: Readonly<Record<string, string>> = {
  multilayer_perceptron_classification: 'its first weights are drawn class by class',
  gradient_boosting_classification: 'rounding of the residuals decides between divisions that are equally good',
}

const classifiers = operators.filter(
  (operator): operator is AnyClassifier => operator.kind === 'model' && operator.task === 'classification',
)

it('there are classifiers of linear borders, kernels and neighbours', () => {
  expect(classifiers.length).toBeGreaterThanOrEqual(8)
})

describe.each(classifiers)('classifier $id', operator => {
  const params = paramsOf(operator)

  describe.each([2, 3])('of %d classes', n_classes => {
    const { X, y } = sampleClasses(48, n_classes, 0.4)
    const fresh = sampleClasses(9, n_classes, 0.4, 1).X

    it('finds classes that are far apart, and leaves its input untouched', () => {
      const far = sampleClasses(48, n_classes, 3)
      const [givenX, givenY] = [copyOf(far.X), far.y.slice()]
      const scores = operator.scores(givenX, operator.fit(givenX, givenY, params), params)
      expect([givenX, givenY]).toEqual([far.X, far.y])
      const right = predictedClasses(scores).filter((code, i) => code === far.y[i]).length
      const ofFirst = far.y.filter(code => code === 0).length
      expect(right).toBeGreaterThan(ofFirst + 0.7 * (48 - ofFirst))
    })

    it('gives finite scores, one for each class, that are what it says they are', () => {
      const scores = operator.scores(fresh, operator.fit(X, y, params), params)
      expect([scores.rows, scores.columns, scores.values.length]).toEqual([9, n_classes, 9 * n_classes])
      expect(scores.values.every(Number.isFinite)).toBe(true)
      if (operator.scores_are === 'decisions') return
      for (let i = 0; i < scores.rows; i++) {
        const shares = row(scores, i)
        expect(shares.every(share => share >= 0 && share <= 1)).toBe(true)
        expect(Math.abs(shares.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12)
      }
    })

    it('gives a row the same bits alone, in a batch, and after its state went through a store', () => {
      const state = operator.fit(X, y, params)
      const batch = operator.scores(fresh, state, params)
      expect(operator.scores(fresh, storedState(state), params)).toEqual(batch)
      for (const i of [0, 3, 8]) {
        expect(operator.scores(takeRows(fresh, [i]), state, params)).toEqual(takeRows(batch, [i]))
      }
      expect(operator.scores(takeRows(fresh, []), state, params)).toEqual(zeros(0, n_classes))
      expect(operator.fit(X, y, params)).toEqual(state)
    })

    it('gives each member of its family the bits and warnings of a fit of its own, in whatever order they come', () => {
      const { family } = operator
      if (!family) return
      const targets = [X, fresh, takeRows(fresh, [])]
      for (const given of [params, cutShort(params)]) {
        const members = familyMembers(operator, given)
        const together = family.fitPredict(X, y, members, targets)
        expect(together).toHaveLength(members.length)
        members.forEach((own, m) => {
          const state = operator.fit(X, y, own)
          const { predictions, warnings = [] } = together[m]!
          expect(predictions).toEqual(targets.map(target => operator.scores(target, state, own)))
          expect(warnings).toEqual(operator.warnings?.(state, own) ?? [])
        })
      }
    })

    it('gives a class the same scores under another code', () => {
      if (dependsOnCodes[operator.id]) return
      const other = (code: number) => (code + 1) % n_classes
      const scores = operator.scores(fresh, operator.fit(X, y, params), params)
      const moved = operator.scores(fresh, operator.fit(X, y.map(other), params), params)
      for (let i = 0; i < fresh.rows; i++) {
        row(scores, i).forEach((score, k) => {
          expect(Math.abs(row(moved, i)[other(k)]! - score)).toBeLessThan(1e-6)
        })
      }
    })
  })

  it('refuses values that are no numbers, spectra of another length, and too few samples', () => {
    const { X, y } = sampleClasses(48, 3, 0.4)
    const fresh = sampleSpectra(4, 8, 1)
    const state = operator.fit(X, y, params)
    expect(codeOf(() => operator.fit(withNaN(X), y, params))).toBe('NotFinite')
    expect(codeOf(() => operator.fit(X, y.with(3, Infinity), params))).toBe('NotFinite')
    expect(codeOf(() => operator.scores(withNaN(fresh), state, params))).toBe('NotFinite')
    expect(codeOf(() => operator.scores(sampleSpectra(4, 7), state, params))).toBe('WrongFeatureCount')
    expect(codeOf(() => operator.fit(takeRows(X, []), new Float64Array(0), params))).toBe('TooFewSamples')
    expect(
      codeOf(() => operator.fit({ rows: 3, columns: 0, values: new Float64Array(0) }, y.slice(0, 3), params)),
    ).toBe('WrongFeatureCount')
    expect(codeOf(() => operator.fit(X, y.slice(1), params))).toBe('Unforeseen')
  })
})

describe.each(classifiers.filter(({ id }) => !/tree|forest|boosting|perceptron/.test(id)))(
  'classifier $id',
  operator => {
    const { X, y } = sampleClasses(48, 3, 0.4)
    const learn = (codes: Float64Array) => () => operator.fit(X, codes, paramsOf(operator))

    it('refuses one class, and codes that are none or have gaps', () => {
      expect(codeOf(learn(y.map(() => 0)))).toBe('OneClass')
      expect(codeOf(learn(y.map(code => code / 2)))).toBe('Unforeseen')
      expect(codeOf(learn(y.map(code => code - 1)))).toBe('Unforeseen')
      expect(codeOf(learn(y.map(code => 2 * code)))).toBe('Unforeseen')
    })

    it('refuses a single sample', () => {
      const one = () => operator.fit(takeRows(X, [0]), takeElements(y, [0]), paramsOf(operator))
      expect(codeOf(one)).toBe('TooFewSamples')
    })
  },
)
