import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { tecator } from '../support/tecator.ts'
import { completedOn, predictionsOf } from './support/outcomes.ts'

const pls = { model: { class: 'PLSRegression', params: { n_components: 4 } } }
const ridge = { model: { class: 'Ridge', params: { alpha: 0.01 } } }

const bySource = (A: readonly unknown[], B: readonly unknown[]) => ({ branch: { by_source: true, steps: { A, B } } })
const merge = { merge: 'predictions' }

let dataset: Dataset
let disturbed: Dataset
beforeAll(async () => {
  const read = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
  const sources = [
    { name: 'A', from: 0, to: 50, axis: read.axis!.values.slice(0, 50), unit: null },
    { name: 'B', from: 50, to: 100, axis: read.axis!.values.slice(50), unit: null },
  ]
  dataset = { ...read, sources }
  const { evaluation } = await completedOn(dataset, [pls])
  const hidden = [...dataset.test, ...evaluation.rows.folds[0]!.val.rows]
  const X = { ...dataset.X, values: dataset.X.values.slice() }
  const y = dataset.y.slice()
  for (const row of hidden) {
    y[row]! += 7 * Math.sin(row)
    for (let j = 0; j < X.columns; j++) X.values[row * X.columns + j]! *= 1 + Math.sin(row + j) / 10
  }
  disturbed = { ...dataset, X, y }
})

describe('validation and test rows, spectra and reference values, never reach what predicts them', () => {
  it.each([
    [
      'stacked branches',
      [
        {
          branch: [
            ['SNV', pls],
            ['MSC', ridge],
          ],
        },
        { merge: 'predictions' },
        ridge,
      ],
    ],
    ['a MetaModel beside the spectra', [pls, ridge, { model: { class: 'MetaModel', params: { passthrough: true } } }]],
    [
      'voting',
      [
        {
          model: {
            class: 'VotingRegressor',
            params: {
              estimators: [
                ['a', pls.model],
                ['b', ['MSC', ridge.model]],
              ],
            },
          },
        },
      ],
    ],
    [
      'excluded outliers',
      [{ exclude: ['YOutlierFilter', { class: 'XOutlierFilter', params: { method: 'pca_leverage' } }] }, 'MSC', pls],
    ],
    [
      'augmented samples',
      [{ sample_augmentation: { transformers: ['MixupAugmenter', 'GaussianAdditiveNoise'], count: 2 } }, 'MSC', pls],
    ],
    [
      'balanced samples',
      [{ sample_augmentation: { transformers: ['MultiplicativeNoise'], balance: 'y', bins: 4 } }, pls],
    ],
    ['supervised selection', [{ class: 'VIP' }, pls]],
    ['models of two instruments, stacked', [bySource(['MSC', pls], ['StandardScaler', ridge]), merge, ridge]],
    ['features of two instruments', [bySource(['MSC'], [{ class: 'VIP' }]), { merge: 'features' }, pls]],
    [
      'everything beside the predictions',
      [
        {
          branch: [
            ['MSC', pls],
            [{ class: 'VIP' }, ridge],
          ],
        },
        { merge: 'all' },
        ridge,
      ],
    ],
    [
      'outliers excluded inside of a stacked branch',
      [{ branch: [[{ exclude: 'YOutlierFilter' }, 'MSC', pls], [ridge]] }, merge, ridge],
    ],
    [
      'samples augmented inside of a stacked branch',
      [
        { branch: [[{ sample_augmentation: { transformers: ['MixupAugmenter'] } }, 'MSC', pls], [ridge]] },
        merge,
        ridge,
      ],
    ],
    [
      'samples balanced by a column',
      [{ sample_augmentation: { transformers: ['MixupAugmenter'], balance: 'set' } }, 'MSC', pls],
    ],
    ['transformed y', [{ y_processing: 'StandardScaler' }, 'MSC', pls]],
  ])('with %s', async (_, steps) => {
    const [before, after] = [await completedOn(dataset, steps), await completedOn(disturbed, steps)]
    before.evaluation.members.forEach((_member, member) => {
      expect(predictionsOf(after, '0', 'train', member)).toEqual(predictionsOf(before, '0', 'train', member))
      expect(predictionsOf(after, '0', 'val', member)).not.toEqual(predictionsOf(before, '0', 'val', member))
    })
  })

  it.each([
    ['joined for one model', [{ merge: 'concat' }]],
    ['with a model for each value', []],
  ])('with samples separated by a column, %s', async (_, joined) => {
    const steps = [{ branch: { by_metadata: 'set', steps: ['StandardScaler'] } }, ...joined, pls]
    const [before, after] = await Promise.all(
      [dataset, disturbed].map(one => completedOn({ ...one, test: new Int32Array(0) }, steps)),
    )
    before!.evaluation.members.forEach((_member, member) => {
      expect(predictionsOf(after!, '0', 'train', member)).toEqual(predictionsOf(before!, '0', 'train', member))
    })
  })

  it('and rows are never taken out of them, nor added', async () => {
    const changing = [
      { exclude: { class: 'YOutlierFilter', params: { threshold: 0.5 } } },
      { sample_augmentation: { transformers: ['GaussianAdditiveNoise'], count: 3 } },
      pls,
    ]
    const [plain, changed] = [await completedOn(dataset, [pls]), await completedOn(dataset, changing)]
    for (const [fold, partition] of [
      ['1', 'train'],
      ['1', 'val'],
      ['avg', 'test'],
    ] as const) {
      expect(predictionsOf(changed, fold, partition)).toHaveLength(predictionsOf(plain, fold, partition).length)
    }
    expect(changed.warnings).toContainEqual(expect.stringMatching(/^YOutlier excludes: \d+ of 137 training samples/))
  })
})
