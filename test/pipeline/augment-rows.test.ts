import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { type ChainData, fitChain, parsePipeline } from '../../src/core/pipeline/index.ts'

const pls = { model: 'PLSRegression' }

/** Twelve rows of four columns: y rises, `variety` holds eight a, three b and one c. */
const variety = ['a', 'a', 'b', 'a', 'a', 'a', 'c', 'a', 'b', 'a', 'b', 'a']
const data: ChainData = {
  X: matrixFromRows(variety.map((_, i) => [i + 1, (i + 1) ** 2, 3 - i, Math.sin(i)])),
  y: Float64Array.from(variety, (_, i) => i / 2),
  axis: null,
  rows: { groups: variety.map((_, i) => `g${Math.floor(i / 2)}`), metadata: { variety } },
  indices: Int32Array.from(variety, (_, i) => i),
}

function augmented(given: object) {
  const steps = [{ sample_augmentation: { transformers: ['GaussianAdditiveNoise'], ...given } }, pls]
  return fitChain(parsePipeline(steps, []).chains[0]!.steps, data).training
}

const rowOf = ({ X }: ChainData, i: number) => Array.from(X.values.subarray(i * X.columns, (i + 1) * X.columns))
const added = ({ rows }: ChainData) => {
  const counts: Record<string, number> = {}
  for (const key of rows!.metadata.variety!) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

describe('sample augmentation', () => {
  it('leaves the rows that there were first, in their order, and puts count new ones for each behind them', () => {
    for (const selection of ['random', 'all']) {
      const training = augmented({ count: 3, selection })
      expect(training.X.rows).toBe(48)
      expect(training.X.values.slice(0, data.X.values.length)).toEqual(data.X.values)
      expect(training.y.slice(0, 12)).toEqual(data.y)
      expect(Array.from(training.indices!)).toEqual([...data.indices!, ...Array(36).fill(-1)])
      expect(added(training)).toEqual({ a: 32, b: 12, c: 4 })
    }
  })

  it('deals the copies of each row to all augmenters in turn, or draws one for each copy', () => {
    const transformers = ['SNV', { class: 'StandardScaler' }]
    const all = augmented({ transformers, count: 2, selection: 'all' })
    // A preprocessing step makes its copies from the rows as they are: SNV of each, then the scaled of each.
    const snv = fitChain(parsePipeline(['SNV', pls], []).chains[0]!.steps, data).training
    const scaled = fitChain(parsePipeline(['StandardScaler', pls], []).chains[0]!.steps, data).training
    for (let i = 0; i < 12; i++) {
      expect(rowOf(all, 12 + i)).toEqual(rowOf(snv, i))
      expect(rowOf(all, 24 + i)).toEqual(rowOf(scaled, i))
    }
    expect(all.y.slice(12, 24)).toEqual(data.y)
    const random = augmented({ transformers, count: 2, selection: 'random', random_state: 4 })
    expect(random.X.rows).toBe(36)
    const bySnv = Array.from(random.indices!).filter(index => index === -1).length
    expect(bySnv).toBeGreaterThan(4)
    expect(bySnv).toBeLessThan(20)
    expect(Array.from(random.indices!).filter(index => index === -2)).toHaveLength(24 - bySnv)
  })

  it('brings each value of a column to as many rows as the most frequent has, or as is asked for', () => {
    expect(added(augmented({ balance: 'variety' }))).toEqual({ a: 8, b: 8, c: 8 })
    expect(added(augmented({ balance: 'variety', ref_percentage: 0.5 }))).toEqual({ a: 8, b: 4, c: 4 })
    expect(added(augmented({ balance: 'variety', target_size: 10 }))).toEqual({ a: 10, b: 10, c: 10 })
    expect(added(augmented({ balance: 'variety', max_factor: 2 }))).toEqual({ a: 8, b: 6, c: 2 })
  })

  it('brings each bin of y to as many rows as the fullest', () => {
    // y is 0 … 5.5 in steps of a half: bins of equal width below 1.375, 2.75, 4.125 and above hold three each.
    expect(augmented({ balance: 'y', bins: 4 }).X.rows).toBe(12)
    const skewed = { ...data, y: Float64Array.from(data.y, value => (value > 4 ? 5.5 : value / 2)) }
    const steps = [{ sample_augmentation: { transformers: ['GaussianAdditiveNoise'], balance: 'y', bins: 2 } }, pls]
    const { training } = fitChain(parsePipeline(steps, []).chains[0]!.steps, skewed)
    const high = training.y.filter(value => value >= 2.75).length
    expect([high, training.y.length]).toEqual([9, 18])
  })

  it('keeps new samples in the group of the one that they were made from, and draws alike for one seed', () => {
    const training = augmented({ count: 2, selection: 'all' })
    expect(training.rows!.groups!.slice(12)).toEqual(data.rows!.groups!.flatMap(group => [group, group]))
    expect(augmented({ count: 2, selection: 'all' }).X).toEqual(training.X)
    expect(augmented({ count: 2, selection: 'all', random_state: 1 }).X).not.toEqual(training.X)
  })

  it('never changes or moves a row that was there, whatever is asked for', () => {
    const amounts = fc.oneof(
      fc.record({ count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({
        balance: fc.constantFrom('y', 'variety'),
        bins: fc.integer({ min: 2, max: 6 }),
        max_factor: fc.double({ min: 0.5, max: 4, noNaN: true }),
        binning_strategy: fc.constantFrom('equal_width', 'quantile'),
      }),
    )
    const transformers = fc.subarray(['GaussianAdditiveNoise', 'MultiplicativeNoise', 'MixupAugmenter', 'SNV'], {
      minLength: 1,
    })
    const seeds = fc.nat({ max: 1000 })
    fc.assert(
      fc.property(amounts, transformers, fc.constantFrom('all', 'random'), seeds, (amount, made, selection, seed) => {
        const training = augmented({ ...amount, transformers: made, selection, random_state: seed })
        expect(training.X.values.slice(0, data.X.values.length)).toEqual(data.X.values)
        expect(training.y.slice(0, 12)).toEqual(data.y)
        expect(training.y.length).toBe(training.X.rows)
        expect(
          Array.from(training.indices!)
            .slice(12)
            .every(index => index < 0),
        ).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
