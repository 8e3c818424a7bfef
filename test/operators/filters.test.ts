import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows, takeRows } from '../../src/core/math/matrix.ts'
import * as byComponents from '../../src/core/operators/filters/component-detectors.ts'
import { isolationForest } from '../../src/core/operators/filters/isolation-forest-detector.ts'
import { localOutlierFactor } from '../../src/core/operators/filters/local-outlier-detector.ts'
import type { OutlierDetector } from '../../src/core/operators/filters/outlier-detector.ts'
import { robustMahalanobis } from '../../src/core/operators/filters/robust-detector.ts'
import { type AnyFilter, getOperator, type RowFacts } from '../../src/core/operators/index.ts'
import { rootPath } from '../support/shared.ts'
import { copyOf, paramsOf } from './sample-spectra.ts'

const reference = JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', 'filters.json'), 'utf8'))
const X = matrixFromRows(reference.X)
const y = Float64Array.from(reference.y as number[])

const plain = { n_components: null, confidence: null, contamination: 0.1, support_fraction: null, random_state: 0 }

function detected<State>(detector: OutlierDetector<State>, given = {}, training: Matrix = X, of: Matrix = X) {
  const params = { ...plain, ...given }
  const state = structuredClone(detector.fit(training, params))
  const own = detector.distances(training, state)
  return { distances: detector.distances(of, state), limit: detector.limit(own, state, params) }
}

/** Largest difference in units of the expected number. */
const relative = (found: Float64Array, expected: readonly number[]) =>
  Math.max(...expected.map((value, i) => Math.abs(found[i]! - value) / value))

function keeps(name: string, given = {}, spectra: Matrix = X, values = y, rows?: RowFacts): number[] {
  const filter = getOperator(name) as AnyFilter
  const params = paramsOf(filter, given)
  filter.check?.(params)
  const facts = rows ? { rows } : {}
  const state = structuredClone(filter.fit(spectra, params, { y: values, axis: null, ...facts }))
  return Array.from(filter.keeps(spectra, state, params, { y: values, ...facts }))
}

const dropped = (mask: readonly number[]) => mask.flatMap((keep, i) => (keep ? [] : [i]))

describe('distances of spectra and their limits are those of numpy, scipy and scikit-learn:', () => {
  const given = { n_components: reference.n_components }

  it.each([
    ['mahalanobis', byComponents.mahalanobis, (reference.t2 as number[]).map(Math.sqrt)],
    ['pca_leverage', byComponents.leverageQuantile, reference.t2],
    ['hotelling_t2', byComponents.hotelling, reference.t2],
    ['pca_residual', byComponents.residualQuantile, reference.q],
    ['q_residual', byComponents.jacksonMudholkar, reference.q],
  ] as const)('%s', (method, detector, expected) => {
    const { distances, limit } = detected(detector, given)
    expect(relative(distances, expected)).toBeLessThan(1e-9)
    expect(limit / reference.limits[method]).toBeCloseTo(1, 9)
    const stays = Array.from(expected as number[], value => (value <= reference.limits[method] ? 1 : 0))
    expect(keeps('XOutlierFilter', { method, ...given })).toEqual(stays)
  })

  it('with all components the Mahalanobis distance is that of the spectra', () => {
    const { distances } = detected(byComponents.mahalanobis, { n_components: 12 })
    expect(relative(distances, reference.mahalanobis_all)).toBeLessThan(1e-9)
  })

  it('robust_mahalanobis finds the same densest half', () => {
    expect(relative(detected(robustMahalanobis, given).distances, reference.mcd.distances)).toBeLessThan(1e-6)
    const wider = detected(robustMahalanobis, { ...given, support_fraction: 0.75 })
    expect(relative(wider.distances, reference.mcd['distances_support_0.75'])).toBeLessThan(1e-6)
  })

  it('lof, of the training spectra and of others', () => {
    const { factors, of_last_10_to_first_30, keeps: kept } = reference.lof
    expect(relative(detected(localOutlierFactor).distances, factors)).toBeLessThan(1e-9)
    expect(keeps('XOutlierFilter', { method: 'lof' })).toEqual(kept)
    const [first, last] = [
      takeRows(
        X,
        Array.from({ length: 30 }, (_, i) => i),
      ),
      takeRows(
        X,
        Array.from({ length: 10 }, (_, i) => 30 + i),
      ),
    ]
    expect(relative(detected(localOutlierFactor, {}, first, last).distances, of_last_10_to_first_30)).toBeLessThan(1e-9)
  })

  it('isolation_forest, but for what 100 random trees differ by', () => {
    const { mean_of_20_seeds: expected, sd } = reference.isolation_forest
    for (const random_state of [0, 1, 2]) {
      const { distances } = detected(isolationForest, { random_state })
      for (const [i, value] of (expected as number[]).entries()) {
        expect(Math.abs(distances[i]! - value)).toBeLessThan(Math.min(0.05, 5 * sd[i]))
      }
    }
    const seeds = Array.from({ length: 20 }, (_, random_state) => detected(isolationForest, { random_state }).distances)
    for (const [i, value] of (expected as number[]).entries()) {
      expect(Math.abs(seeds.reduce((sum, scores) => sum + scores[i]!, 0) / 20 - value)).toBeLessThan(1.6 * sd[i])
    }
    expect(detected(isolationForest)).toEqual(detected(isolationForest, { random_state: null }))
  })
})

describe('XOutlierFilter', () => {
  it('takes a threshold in the measure of the method, and a level', () => {
    const greatest = (reference.t2 as number[]).toSorted((a, b) => b - a)
    const options = { method: 'hotelling_t2', n_components: 3 }
    expect(dropped(keeps('XOutlierFilter', { ...options, threshold: greatest[2] }))).toHaveLength(2)
    expect(dropped(keeps('XOutlierFilter', { ...options, confidence: 0.999999999 }))).toEqual([])
    expect(dropped(keeps('XOutlierFilter', { ...options, confidence: 0.5 })).length).toBeGreaterThan(8)
  })

  it.each(['isolation_forest', 'lof'])('takes the share that %s is asked for out of the training rows', method => {
    for (const contamination of [0.1, 0.25, 0.5]) {
      expect(dropped(keeps('XOutlierFilter', { method, contamination }))).toHaveLength(40 * contamination)
    }
  })

  it('keeps outliers from hiding each other if it is robust', () => {
    const spoiled = copyOf(X)
    // A fifth of the rows shifted alike carries mean and covariance along.
    for (let i = 0; i < 8; i++) for (let j = 0; j < 12; j++) spoiled.values[i * 12 + j]! += 3 * Math.cos(j)
    const given = { n_components: 3 }
    const robust = dropped(keeps('XOutlierFilter', { method: 'robust_mahalanobis', ...given }, spoiled))
    expect(robust.filter(i => i < 8)).toHaveLength(8)
    expect(dropped(keeps('XOutlierFilter', given, spoiled)).filter(i => i < 8).length).toBeLessThan(2)
  })

  it('says what spectra are too few or too alike for', () => {
    const refusal = (given: object, spectra: Matrix) => () => keeps('XOutlierFilter', given, spectra)
    const flat = { ...X, values: new Float64Array(X.values.length).fill(2.1) }
    const few = takeRows(X, [0, 1, 2, 3, 4])
    expect(refusal({}, flat)).toThrow(expect.objectContaining({ code: 'SingularFit' }))
    expect(refusal({ method: 'q_residual', n_components: 12 }, X)).toThrow(/a residual must be left/)
    expect(refusal({ n_components: 13 }, X)).toThrow(expect.objectContaining({ code: 'TooManyComponents' }))
    expect(refusal({ method: 'robust_mahalanobis', n_components: 3 }, few)).toThrow(/needs at least 7/)
  })
})

describe('HighLeverageFilter', () => {
  const filter = getOperator('HighLeverageFilter') as AnyFilter
  const limitedBy = (expected: readonly number[], limit: number) => expected.map(h => (h <= limit ? 1 : 0))

  it.each([
    ['hat', {}, reference.hat, 12],
    ['hat, spectra as they are', { center: false }, reference.hat_uncentered, 12],
    ['pca', { method: 'pca', n_components: 3 }, reference.hat_pca, 3],
  ] as const)('has the leverages of numpy: %s', (_, given, expected, k) => {
    for (const threshold_multiplier of [1, 1.3, 2]) {
      const limit = (threshold_multiplier * k) / 40
      expect(keeps('HighLeverageFilter', { ...given, threshold_multiplier })).toEqual(limitedBy(expected, limit))
    }
    // Just above and just below a leverage: the number itself agrees.
    const h = expected[5]!
    expect(keeps('HighLeverageFilter', { ...given, absolute_threshold: h * (1 + 1e-9) })[5]).toBe(1)
    expect(keeps('HighLeverageFilter', { ...given, absolute_threshold: h * (1 - 1e-9) })[5]).toBe(0)
  })

  it('uses components where there are no more samples than features', () => {
    const few = takeRows(
      X,
      Array.from({ length: 12 }, (_, i) => i),
    )
    const of = (given: Readonly<Record<string, unknown>>) => filter.fit(few, paramsOf(filter, given), { y, axis: null })
    expect(of({ method: 'hat' })).toEqual(of({ method: 'pca' }))
    expect(() => of({ method: 'pca', n_components: 12 })).toThrow(/training spectra hold 11/)
  })
})

describe('YOutlierFilter', () => {
  it.each(reference.y_filters as { params: Record<string, unknown>; keeps: number[]; bounds: number[] }[])(
    'has the bounds of numpy: $params',
    ({ params, keeps: expected, bounds }) => {
      expect(keeps('YOutlierFilter', params)).toEqual(expected)
      const filter = getOperator('YOutlierFilter') as AnyFilter
      const { low, high } = filter.fit(X, paramsOf(filter, params), { y, axis: null })
      expect(low).toBeCloseTo(bounds[0]!, 10)
      expect(high).toBeCloseTo(bounds[1]!, 10)
    },
  )

  it('refuses reference values without spread, and percentiles in the wrong order', () => {
    const same = new Float64Array(40).fill(0.1).with(3, 5)
    for (const method of ['iqr', 'mad']) {
      expect(() => keeps('YOutlierFilter', { method }, X, same)).toThrow(expect.objectContaining({ code: 'NoSpread' }))
    }
    expect(() => keeps('YOutlierFilter', { method: 'zscore' }, X, new Float64Array(40).fill(0.1))).toThrow(/deviation/)
    expect(() => keeps('YOutlierFilter', { lower_percentile: 99, upper_percentile: 1 })).toThrow(/not below/)
  })
})

describe('SpectralQualityFilter', () => {
  const faulty = copyOf(X)
  const set = (i: number, value: number, count: number) => faulty.values.fill(value, i * 12, i * 12 + count)
  set(0, Number.NaN, 1) // 8 % missing
  set(1, Number.NaN, 2) // 17 % missing
  set(2, Number.NEGATIVE_INFINITY, 1)
  set(3, 0, 6) // half
  set(4, 0, 7)
  set(5, 0.7, 12)
  set(6, 1e6, 1)
  set(7, -50, 1)
  set(8, Number.NaN, 12)

  it('takes each fault out at its limit', () => {
    expect(dropped(keeps('SpectralQualityFilter', {}, faulty))).toEqual([1, 2, 4, 5, 8])
    const limits = { max_value: 100, min_value: -40, max_nan_ratio: 0.2, max_zero_ratio: 0.4, check_inf: false }
    expect(dropped(keeps('SpectralQualityFilter', limits, faulty))).toEqual([3, 4, 5, 6, 7, 8])
    expect(() => keeps('SpectralQualityFilter', { max_value: 1, min_value: 2 })).toThrow(/not below/)
  })
})

describe('MetadataFilter', () => {
  const cells = Array.from({ length: 40 }, (_, i) => ['a', 'b', '2020', ''][i % 4]!)
  const rows: RowFacts = { groups: null, metadata: { variety: cells, season: cells } }
  const left = (given: object) => [0, 1, 2, 3].map(i => keeps('MetadataFilter', given, X, y, rows)[i])

  it('excludes and keeps by value, number or text, and decides on empty cells', () => {
    const column = 'variety'
    expect(left({ column, values_to_exclude: ['b'] })).toEqual([1, 0, 1, 0])
    expect(left({ column, values_to_exclude: ['b'], exclude_missing: false })).toEqual([1, 0, 1, 1])
    expect(left({ column, values_to_keep: ['a', 2020], values_to_exclude: null })).toEqual([1, 0, 1, 0])
    expect(left({ column, values_to_keep: ['a', 'b'], values_to_exclude: ['a'] })).toEqual([0, 1, 0, 0])
  })

  it('names the nearest columns where there is none of that name, and wants something to filter by', () => {
    expect(() => left({ column: 'varity' })).toThrow(
      expect.objectContaining({ code: 'UnknownColumn', hint: expect.stringContaining('Nearest: variety') }),
    )
    expect(() => left({ column: null })).toThrow(/no column/)
    expect(() => left({ values_to_exclude: null })).toThrow(/neither/)
  })
})

describe('CompositeFilter', () => {
  const parts = ['YOutlierFilter', { class: 'XOutlierFilter', params: { method: 'hotelling_t2', n_components: 3 } }]
  const byY = dropped(keeps('YOutlierFilter'))
  const byX = dropped(keeps('XOutlierFilter', { method: 'hotelling_t2', n_components: 3 }))

  it('takes out what any, or all, of its filters take out', () => {
    const union = [...new Set([...byX, ...byY])].sort((a, b) => a - b)
    expect(union.length).toBeGreaterThan(Math.max(byX.length, byY.length))
    expect(dropped(keeps('CompositeFilter', { filters: parts }))).toEqual(union)
    expect(dropped(keeps('CompositeFilter', { filters: parts, mode: 'all' }))).toEqual(byX.filter(i => byY.includes(i)))
  })

  it('refuses what its filters would refuse, and names the field', () => {
    const refused = (filters: unknown, code: string, field: string) =>
      expect(() => keeps('CompositeFilter', { filters })).toThrow(
        expect.objectContaining({ code, place: expect.objectContaining({ field }) }),
      )
    refused(['YOutlierFiltre'], 'UnknownOperator', 'filters[0].class')
    refused(
      ['YOutlier', { class: 'XOutlier', params: { methods: 1 } }],
      'UnknownParameter',
      'filters[1].params.methods',
    )
    refused([{ class: 'YOutlier', params: { method: 'x' } }], 'ParameterOutOfRange', 'filters[0].params.method')
    refused([{ class: 'YOutlier', param: {} }], 'WrongShape', 'filters[0].param')
    expect(() => keeps('CompositeFilter', { filters: [] })).toThrow(/no filter to combine/)
  })
})
