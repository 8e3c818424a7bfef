import { describe, expect, it } from 'vitest'
import type { SplitRows } from '../../src/core/operators/index.ts'
import type { FoldsConfig } from '../../src/core/records/index.ts'
import { resolveFolds, seededFolds } from '../../src/core/run/index.ts'
import { foldsWithRows } from '../../src/core/run/resolve-folds.ts'
import { rowsToSplit } from '../operators/sample-spectra.ts'

const rows = (n_samples: number, change: Partial<SplitRows> = {}) => ({
  ...rowsToSplit(n_samples),
  classes: false,
  groups: null,
  ...change,
})
const valuesOf = (folds: ReturnType<ReturnType<typeof resolveFolds>>) => folds.map(({ val }) => Array.from(val))

describe('the folds of a run', () => {
  it('are refused where one has no rows to train or to validate, and the fold is named', () => {
    const fold = { fold_id: 0, train: Int32Array.of(0), val: Int32Array.of(1) }
    const none = new Int32Array(0)
    expect(foldsWithRows('KFold', [fold])).toEqual([fold])
    for (const [change, said] of [
      [{ val: none }, /^Fold 1 of KFold has 1 training and 0 validation samples/],
      [{ train: none }, /^Fold 1 of KFold has 0 training and 1 validation samples/],
    ] as const) {
      expect(() => foldsWithRows('KFold', [fold, { ...fold, fold_id: 1, ...change }])).toThrow(
        expect.objectContaining({ code: 'FoldWithoutRows', message: expect.stringMatching(said) }),
      )
    }
  })

  it('need groups where their splitter does', () => {
    const folds = resolveFolds({ splitter: 'GroupKFold', n_splits: 3 }, null)
    expect(() => folds(rows(12))).toThrow(expect.objectContaining({ code: 'MissingGroups' }))
  })

  it('keep replicates together whatever the splitter', () => {
    const groups = Array.from({ length: 30 }, (_, i) => `s${Math.floor(i / 3)}`)
    const configs = [
      { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 },
      { splitter: 'ShuffleSplit', n_splits: 3, test_size: 0.3 },
      { splitter: 'SPXY' },
      { splitter: 'VenetianBlinds', n_splits: 4 },
      { splitter: 'KBinsStratifiedSplitter', n_bins: 3, test_size: 0.4 },
    ]
    for (const config of configs) {
      for (const { train, val } of resolveFolds(config, null)(rows(30, { groups }))) {
        const trained = new Set(Array.from(train, row => groups[row]))
        expect(train.length).toBeGreaterThan(0)
        expect(Array.from(val).filter(row => trained.has(groups[row]!))).toEqual([])
        expect(train.length + val.length).toBe(30)
      }
    }
  })

  it('divide groups in the order in which they begin', () => {
    const groups = ['z', 'z', 'a', 'a', 'm', 'm']
    const folds = resolveFolds({ splitter: 'KFold', n_splits: 3 }, null)(rows(6, { groups }))
    expect(valuesOf(folds)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ])
  })

  it('are those of single rows where each is its own group', () => {
    const folds = resolveFolds({ splitter: 'SPXYFold', n_splits: 3 }, null)
    const groups = Array.from({ length: 12 }, (_, i) => `s${i}`)
    expect(folds(rows(12, { groups }))).toEqual(folds(rows(12)))
  })

  it('say that groups were divided where there are too few', () => {
    const groups = Array.from({ length: 12 }, (_, i) => `s${i % 2}`)
    expect(() => resolveFolds({ splitter: 'KFold', n_splits: 5 }, null)(rows(12, { groups }))).toThrow(
      expect.objectContaining({
        code: 'GroupsNotDivided',
        message: expect.stringMatching(/KFold divides the 2 groups .* needs at least 5/),
        hint: expect.stringMatching(/GroupKFold/),
      }),
    )
  })

  it('name the nearest splitter where there is none of that name', () => {
    for (const splitter of ['GroupFold', 'SNV']) {
      expect(() => resolveFolds({ splitter }, null)).toThrow(expect.objectContaining({ code: 'UnknownSplitter' }))
    }
    const wrong = { splitter: 5 } as unknown as FoldsConfig
    expect(() => resolveFolds(seededFolds(wrong, 1), null)).toThrow(expect.objectContaining({ code: 'WrongShape' }))
  })
})

describe('the seed of the folds', () => {
  it('is written out where the splitter draws: that of the run, or its own', () => {
    expect(seededFolds({ splitter: 'ShuffleSplit' }, 7)).toEqual({ splitter: 'ShuffleSplit', random_state: 7 })
    expect(seededFolds({ splitter: 'ShuffleSplit' }, null)).toEqual({ splitter: 'ShuffleSplit', random_state: 42 })
    expect(seededFolds({ splitter: 'ShuffleSplit', random_state: 1 }, 7)).toMatchObject({ random_state: 1 })
    expect(seededFolds({ splitter: 'KFold', shuffle: true }, 7)).toMatchObject({ random_state: 7 })
  })

  it('stays away where nothing is drawn', () => {
    for (const config of [
      { splitter: 'KFold' },
      { splitter: 'SPXY' },
      { splitter: 'LeaveOneOut' },
      { file: 'f.json' },
    ]) {
      expect(seededFolds(config, 7)).toEqual(config)
    }
  })
})
