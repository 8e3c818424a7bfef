import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BinStrategy, binCodes, binEdges } from '../../src/core/math/bins.ts'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { type AnySplitter, getOperator, type SplitRows } from '../../src/core/operators/index.ts'
import { paramsOf, rowsToSplit } from './sample-spectra.ts'

interface Reference {
  readonly splits: readonly {
    readonly splitter: string
    readonly params: Readonly<Record<string, unknown>>
    readonly n_samples: number
    readonly y: readonly number[] | null
    readonly groups: readonly string[] | null
    readonly folds: readonly (readonly [readonly number[], readonly number[]])[]
  }[]
  readonly bins: readonly {
    readonly y: readonly number[]
    readonly strategy: BinStrategy
    readonly n_bins: number
    readonly edges: readonly number[]
    readonly codes: readonly number[]
  }[]
}

/** scikit-learn 1.9.1 with numpy 2.4.6; KBinsDiscretizer with its quantile method averaged_inverted_cdf. */
const reference: Reference = JSON.parse(readFileSync(`${import.meta.dirname}/reference/splitters.json`, 'utf8'))

function split(name: string, rows: Partial<SplitRows> & { n_samples: number }, given = {}) {
  const splitter = getOperator(name) as AnySplitter
  return splitter
    .split({ ...rowsToSplit(rows.n_samples), ...rows }, paramsOf(splitter, given))
    .map(({ train, val }) => [Array.from(train), Array.from(val)])
}

const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('splitters give the folds of scikit-learn, in its order', () => {
  it.each(reference.splits)('$splitter, $params', ({ splitter, params, n_samples, y, groups, folds }) => {
    const rows = { n_samples, groups, ...(y && { y: Float64Array.from(y) }) }
    expect(split(splitter, rows, params)).toEqual(folds)
  })
})

describe('bins', () => {
  it.each(reference.bins)(
    'are those of scikit-learn: $n_bins by $strategy',
    ({ y, strategy, n_bins, edges, codes }) => {
      const found = binEdges(Float64Array.from(y), n_bins, strategy)
      expect(found.length).toBe(edges.length)
      edges.forEach((edge, i) => {
        expect(found[i]).toBeCloseTo(edge, 10)
      })
      expect(Array.from(binCodes(Float64Array.from(y), found))).toEqual(codes)
    },
  )

  it('are one where all values are equal', () => {
    const values = Float64Array.of(3, 3, 3)
    for (const strategy of ['uniform', 'quantile', 'kmeans'] as const) {
      expect(Array.from(binCodes(values, binEdges(values, 4, strategy)))).toEqual([0, 0, 0])
    }
  })
})

describe('k-fold splitters', () => {
  const arrangement = fc
    .record({ n_samples: fc.integer({ min: 2, max: 60 }), seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }) })
    .chain(({ n_samples, seed }) =>
      fc.record({
        n_samples: fc.constant(n_samples),
        n_splits: fc.integer({ min: 2, max: n_samples }),
        random: fc.constantFrom({}, { shuffle: true, random_state: seed }),
      }),
    )

  it.each(['KFold', 'ContiguousBlocks', 'VenetianBlinds', 'SPXYFold', 'SPXYGFold'])(
    'validate each row once, train on all others, and differ by one row at most: %s',
    name => {
      fc.assert(
        fc.property(arrangement, ({ n_samples, n_splits, random }) => {
          const rows = Array.from({ length: n_samples }, (_, i) => i)
          const folds = split(name, { n_samples, groups: null }, { n_splits, ...(name === 'KFold' && random) })
          expect(folds).toHaveLength(n_splits)
          expect(folds.flatMap(([, val]) => val!).sort((a, b) => a - b)).toEqual(rows)
          for (const [train, val] of folds) {
            expect([...train!, ...val!].sort((a, b) => a - b)).toEqual(rows)
            expect(val!.length - Math.floor(n_samples / n_splits)).toBeOneOf([0, 1])
          }
        }),
        { numRuns: 40 },
      )
    },
  )

  it.each(['KFold', 'RepeatedKFold', 'StratifiedKFold', 'SPXYFold', 'ContiguousBlocks'])(
    'refuse more folds than rows: %s',
    name => {
      expect(() => split(name, { n_samples: 4 }, { n_splits: 5 })).toThrow(failsWith('TooFewSamples', /5 folds/))
    },
  )

  it('VenetianBlinds keeps adjacent rows of a blind together', () => {
    const folds = split('VenetianBlinds', { n_samples: 10 }, { n_splits: 2, thickness: 2 })
    expect(folds.map(([, val]) => val)).toEqual([
      [0, 1, 4, 5, 8, 9],
      [2, 3, 6, 7],
    ])
  })

  it('GroupKFold sorts groups as numbers where all are numbers, and balances rows', () => {
    const groups = ['10', '9', '10', '9', '2', '2', '10']
    expect(split('GroupKFold', { n_samples: 7, groups }, { n_splits: 2 }).map(([, val]) => val)).toEqual([
      [0, 2, 6],
      [1, 3, 4, 5],
    ])
    expect(split('LeaveOneGroupOut', { n_samples: 7, groups }).map(([, val]) => val)).toEqual([
      [4, 5],
      [1, 3],
      [0, 2, 6],
    ])
  })

  it('stratified ones refuse quantities, and name the splitters that take them', () => {
    for (const name of ['StratifiedKFold', 'StratifiedShuffleSplit', 'StratifiedGroupKFold']) {
      const refused = expect.objectContaining({ code: 'NotClasses', hint: expect.stringMatching(/KBinsStratified/) })
      expect(() => split(name, { n_samples: 30 })).toThrow(refused)
    }
  })

  it('refuse more folds than groups, or than rows of the largest class', () => {
    expect(() => split('GroupKFold', { n_samples: 9 })).toThrow(failsWith('TooFewGroups', /3 groups.* 5/))
    const y = Float64Array.of(0, 0, 0, 1, 1, 1)
    expect(() => split('StratifiedKFold', { n_samples: 6, y }, { n_splits: 4 })).toThrow(
      failsWith('TooFewOfEachClass', /needs 4 .* has 3/),
    )
  })
})

describe('splitters that give one division', () => {
  const line = (positions: readonly number[]) => ({
    n_samples: positions.length,
    X: matrixFromRows(positions.map(position => [position, 2 * position])),
    y: Float64Array.from(positions, position => position % 2),
    groups: null,
  })
  const rows = line([0, 1, 2, 4, 7, 11, 16, 20])

  it('KennardStone trains on the extremes, then on what is farthest from them', () => {
    // By hand: 0 and 20; 11 (9 from both ends); 4 (4 from 0); 16 (4 from 20); 7 (3).
    expect(split('KennardStone', rows, { test_size: 2 })).toEqual([
      [
        [0, 7, 5, 3, 6, 4],
        [1, 2],
      ],
    ])
  })

  it('DUPLEX gives both parts their extremes', () => {
    // By hand: train 0, 20; val 1, 16 (of 1 2 4 7 11 16); train 11; val 7 (6 from 1); the rest trains: 4, 2.
    expect(split('DUPLEX', rows, { test_size: 3 })).toEqual([
      [
        [0, 7, 5, 3, 2],
        [1, 6, 4],
      ],
    ])
    expect(split('DUPLEX', rows, { test_size: 1 })[0]![1]).toEqual([5])
  })

  it('SPXY adds the distances of spectra and y, each divided by its largest', () => {
    // By hand: 1 and 20 differ in y and lie 19 apart: 19 / 20 + 1, more than 0 and 20 with 1 + 0.
    expect(split('SPXY', rows, { test_size: 6 })[0]![0]).toEqual([1, 7])
  })

  it('divide spectra that are all equal', () => {
    const equal = { ...line([3, 3, 3, 3, 3, 3]), y: new Float64Array(6).fill(1) }
    for (const name of ['KennardStone', 'SPXY', 'DUPLEX', 'KMeansSplitter', 'SPXYFold']) {
      for (const [train, val] of split(name, equal, name === 'SPXYFold' ? { n_splits: 2 } : { test_size: 2 })) {
        expect([...train!, ...val!].sort()).toEqual([0, 1, 2, 3, 4, 5])
      }
    }
  })

  it('compare principal components where asked, and say how many there are', () => {
    expect(split('KennardStone', rows, { test_size: 2, pca_components: 1 })).toEqual(
      split('KennardStone', rows, { test_size: 2 }),
    )
    // All components hold all distances, in spectra longer than there are samples too.
    for (const n_samples of [6, 24]) {
      const all = split('KennardStone', { n_samples }, { pca_components: Math.min(n_samples, 8) })
      expect(all).toEqual(split('KennardStone', { n_samples }))
    }
    expect(() => split('KennardStone', rows, { pca_components: 3 })).toThrow(failsWith('ParametersConflict', /have 2/))
  })

  it('KMeansSplitter trains on one row of each cluster, exactly as many as asked for', () => {
    const clustered = line([0, 0.2, 0.1, 50, 50.3, 50.1, 100, 100.1, 99])
    const [train, val] = split('KMeansSplitter', clustered, { test_size: 6, random_state: 1 })[0]!
    expect(train).toEqual([2, 5, 6])
    expect(val).toHaveLength(6)
  })

  it('SPlitSplitter validates on one of every few neighbours', () => {
    const [train, val] = split('SPlit', line([0, 1, 2, 10, 11, 12, 20, 21, 22]), { test_size: 3 })[0]!
    expect(val!.map(row => Math.floor(row / 3)).sort()).toEqual([0, 1, 2])
    expect(train).toHaveLength(6)
    expect(() => split('SPlit', rows, { test_size: 0.6 })).toThrow(failsWith('ParametersConflict', /above half/))
  })

  it('KBinsStratifiedSplitter lets a bin of one sample join its neighbour', () => {
    const y = Float64Array.from({ length: 24 }, (_, i) => (i === 23 ? 100 : i))
    const [train, val] = split('KBinsStratifiedSplitter', { n_samples: 24, y }, { n_bins: 4 })[0]!
    expect([train!.length, val!.length]).toEqual([18, 6])
    expect(() =>
      split('KBinsStratifiedSplitter', { n_samples: 24, y }, { strategy: 'quantile', test_size: 3 }),
    ).toThrow(failsWith('TooManyClasses', /only 3 samples validate/))
  })

  it('refuse sizes that leave nothing to train on', () => {
    for (const name of ['KennardStone', 'SPXY', 'DUPLEX', 'ShuffleSplit', 'KMeansSplitter']) {
      expect(() => split(name, { n_samples: 8 }, { test_size: 8 })).toThrow(failsWith('TooFewSamples', /8 training/))
    }
    expect(() => split('ShuffleSplit', { n_samples: 10 }, { test_size: 6, train_size: 5 })).toThrow(
      failsWith('TooFewSamples', /5 to train on and 6 to validate/),
    )
  })
})
