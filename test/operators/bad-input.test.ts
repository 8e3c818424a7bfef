import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../src/core/math/matrix.ts'
import {
  type AnyRegressor,
  type AnySplitter,
  type AnyTransform,
  getOperator,
  type Operator,
  operators,
} from '../../src/core/operators/index.ts'
import {
  contextOf,
  copyOf,
  fitTransform,
  paramsOf,
  rowsToSplit,
  sampleSpectra,
  sampleTarget,
} from './sample-spectra.ts'

const X = sampleSpectra(20, 16)
const y = sampleTarget(X)
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.any(String) })

const ofKind = (kind: Operator['kind']) => operators.filter(operator => operator.kind === kind)
const transforms = ofKind('transform') as readonly AnyTransform[]
const regressors = ofKind('model').filter(
  operator => operator.kind === 'model' && operator.task === 'regression',
) as readonly AnyRegressor[]

/** X with every value of row 5 the same. */
function withFlatSpectrum(value: number): Matrix {
  const changed = copyOf(X)
  changed.values.fill(value, 5 * 16, 6 * 16)
  return changed
}

/** X with every value of feature 4 the same. */
const withFlatFeature = (value: number): Matrix => ({
  ...X,
  values: X.values.map((kept, at) => (at % 16 === 4 ? value : kept)),
})

describe.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%s in the spectra', bad => {
  const spoilt: Matrix = { ...X, values: X.values.with(3 * 16 + 7, bad) }
  const named = failsWith('NotFinite', new RegExp(`spectrum 3 has ${bad} at feature 7`))

  it.each(transforms)('is named by its place in what $id transforms', operator => {
    expect(() => fitTransform(operator, X, spoilt)).toThrow(named)
  })

  it.each(regressors)('is named by its place in what $id is fitted on and predicts', operator => {
    const params = paramsOf(operator, operator.params.n_estimators ? { n_estimators: 3 } : {})
    expect(() => operator.fit(spoilt, y, params)).toThrow(named)
    expect(() => operator.predict(spoilt, operator.fit(X, y, params), params)).toThrow(named)
    expect(() => operator.fit(X, y.with(6, bad), params)).toThrow(
      failsWith('NotFinite', new RegExp(`reference values .* sample 6 is ${bad}`)),
    )
  })
})

describe('a constant spectrum', () => {
  it.each([
    ['SNV', 0.1],
    ['RSNV', 0.1],
    ['LSNV', 0.1],
    ['MSC', 0.1],
    ['EMSC', 0.1],
    ['MinMaxNormalization', 0.1],
    ['MaxNormalization', 0],
    ['MaxNormalization', -1],
    ['Normalizer', 0],
    ['AreaNormalization', 0],
    ['ContinuumRemoval', 0],
    ['ToAbsorbance', 0],
    ['ReflectanceToAbsorbance', 0],
    ['KubelkaMunk', 0],
  ])('is named by its number where %s can do nothing with %d', (name, value) => {
    expect(() => fitTransform(getOperator(name) as AnyTransform, X, withFlatSpectrum(value))).toThrow(
      expect.objectContaining({ kind: 'numerical', message: expect.stringMatching(/[Ss]pectrum 5 /) }),
    )
  })
})

describe('a constant feature', () => {
  it.each(transforms)('makes no infinity in $id', operator => {
    const flat = withFlatFeature(0.1)
    const { values } = fitTransform(operator, flat, flat)
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largest).toBeLessThan(1e3)
  })

  it.each(regressors)('says nothing to $id, not too much', operator => {
    const given = { alpha: 1e-3, n_estimators: 10 }
    const known = Object.fromEntries(Object.entries(given).filter(([name]) => operator.params[name]))
    const params = paramsOf(operator, operator.id === 'sparse_pls' ? {} : known)
    const predicted = operator.predict(withFlatFeature(0.1), operator.fit(withFlatFeature(0.1), y, params), params)
    const [low, high] = [Math.min(...y), Math.max(...y)]
    for (const value of predicted) expect(value > low - (high - low) && value < high + (high - low)).toBe(true)
  })
})

describe('more components than the spectra hold', () => {
  /** Every spectrum is a line: two dimensions. */
  const plane: Matrix = {
    ...X,
    values: X.values.map((_, at) => Math.sin(at - (at % 16)) + (at % 16) * Math.cos(3 * (at - (at % 16)))),
  }
  const given = { n_components: 3 }

  it.each(['PLSRegression', 'IKPLS', 'SIMPLS', 'OPLS', 'RobustPLS', 'PCR'])(
    'are refused by %s, with their number',
    name => {
      const model = getOperator(name) as AnyRegressor
      expect(() => model.fit(plane, y, paramsOf(model, given))).toThrow(failsWith('SingularFit', /[12] .*components/))
    },
  )

  it.each(['PCA', 'FlexiblePCA', 'TruncatedSVD', 'FlexibleSVD', 'OSC', 'VIP'])('are refused by %s too', name => {
    const operator = getOperator(name) as AnyTransform
    expect(() => operator.fit(plane, paramsOf(operator, given), contextOf(plane))).toThrow(
      failsWith('SingularFit', /[12] components|hold 2/),
    )
  })
})

describe('windows', () => {
  const transformed = (name: string, given: Readonly<Record<string, unknown>>) => () => {
    const operator = getOperator(name) as AnyTransform
    operator.check?.(paramsOf(operator, given))
    return fitTransform(operator, X, X, given)
  }

  it.each([
    ['SavitzkyGolay', { window_length: 17 }, /16 features, but a window of 17/],
    ['MovingAverage', { window_length: 17 }, /16 features, but a window of 17/],
    ['LSNV', { window: 17 }, /16 features, but a window of 17/],
    ['NorrisWilliams', { gap: 8, segment: 5 }, /16 features, but gap 8 and segment 5 reach over 17/],
    ['Gaussian', { sigma: 5 }, /16 features, but a Gaussian of sigma 5/],
    ['CropTransformer', { start: 16 }, /16 features/],
  ])('%s refuses %o, which is wider than the spectra', (name, given, message) => {
    expect(transformed(name, given)).toThrow(failsWith('WrongFeatureCount', message))
  })

  it.each([
    ['SavitzkyGolay', { window_length: 6 }],
    ['MovingAverage', { window_length: 6 }],
    ['LSNV', { window: 6 }],
    ['NorrisWilliams', { segment: 6 }],
  ])('%s refuses %o, which has no middle', (name, given) => {
    expect(transformed(name, given)).toThrow(failsWith('ParametersConflict', /6 is even/))
  })
})

describe('rows that cannot be divided', () => {
  const splitting = (name: string, rows: object, given = {}) => {
    const splitter = getOperator(name) as AnySplitter
    return () => splitter.split({ ...rowsToSplit(30), ...rows }, paramsOf(splitter, given))
  }
  const oneGroup = new Array(30).fill('a')

  it('one group is too few for every splitter of groups', () => {
    const classes = Float64Array.from({ length: 30 }, (_, i) => i % 3)
    for (const splitter of ofKind('splitter') as readonly AnySplitter[]) {
      if (!splitter.needs_groups) continue
      expect(splitting(splitter.label, { y: classes, groups: oneGroup })).toThrow(failsWith('TooFewGroups', /1 groups/))
    }
  })

  it('one class is divided as rows without classes are', () => {
    const folds = splitting('StratifiedKFold', { y: new Float64Array(30).fill(2) })()
    expect(folds.map(({ val }) => val.length)).toEqual([6, 6, 6, 6, 6])
  })

  it('a fold that would be empty is refused before it is made', () => {
    expect(splitting('KFold', {}, { n_splits: 31 })).toThrow(failsWith('TooFewSamples', /31 folds/))
    expect(splitting('VenetianBlinds', {}, { n_splits: 4, thickness: 10 })).toThrow(
      failsWith('TooFewSamples', /4 folds of blinds of 10/),
    )
    expect(splitting('LeavePOut', { n_samples: 2 }, { p: 2 })).toThrow(failsWith('TooFewSamples', /p 2/))
    expect(splitting('LeavePGroupsOut', {}, { n_groups: 10 })).toThrow(failsWith('TooFewGroups', /n_groups 10/))
    expect(splitting('TimeSeriesSplit', {}, { n_splits: 30 })).toThrow(failsWith('TooFewSamples', /needs at least/))
  })
})
