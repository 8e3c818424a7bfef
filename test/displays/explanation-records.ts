import type { ResultChart, ResultExplanation } from '../../src/core/index.ts'

/** Six channels from 850 nm, two components, four samples: sample s4 lies beyond T² 99 % and Q 95 %. */
export function resultExplanation(changes: Partial<ResultExplanation> = {}): ResultExplanation {
  return {
    result_id: 'r1',
    member: 0,
    model_name: 'PLSRegression',
    branch_name: null,
    dataset: 'fat',
    target: 'fat',
    y_processing: null,
    preprocessings: 'SNV',
    wavelengths: [850, 852, 854, 856, 858, 860],
    wavelength_unit: 'nm',
    n_samples: 4,
    n_features: 6,
    sample_ids: ['s1', 's2', 's3', 's4'],
    explanation: {
      coefficients: [0.5, -2, 1, 1.5, 3, -0.25],
      intercept: 12.345,
      components: {
        n_components: 2,
        x_loadings: [
          [0.1, 0.2, 0.3, 0.2, 0.1, 0],
          [0.3, -0.2, 0, 0.1, 0.2, 0.4],
        ],
        x_scores: [
          [1, 2],
          [-3, 0],
          [2, -2],
          [9, 9],
        ],
        x_explained: [0.9, 0.05],
        y_explained: [0.5, 0.25],
        vip: [0.5, 1.6, 1.2, 0.4, 1.1, 0.2],
        selectivity_ratio: [0.1, 3, 1, 0.5, 2, 0.2],
        hotelling_t2: [2, 3, 1, 12],
        hotelling_t2_limits: { at_95: 6, at_99: 10 },
        q_residuals: [0.1, 0.2, 0.3, 0.9],
        q_residuals_limits: { at_95: 0.5, at_99: 1.1 },
      },
    },
    ...changes,
  }
}

const place = { dataset: 'fat', target: 'fat', branch_name: null, preprocessings: 'SNV' }
const axis = { wavelengths: [850, 852, 854], wavelength_unit: 'nm' } as const
const summary = (name: string, n: number, shift = 0) => ({
  name,
  n,
  mean: [1, 2, 3].map(value => value + shift),
  sd: [0.1, 0.2, 0.3],
  min: [0, 1, 2].map(value => value + shift),
  max: [2, 3, 4].map(value => value + shift),
})

/** One of each kind that draws by itself. */
export const resultCharts: readonly ResultChart[] = [
  {
    kind: 'chart_2d',
    ...place,
    ...axis,
    title: 'Mean spectra by fat',
    groups: [
      { name: 'fifth 1', n: 2, y_range: [1, 5], mean: [1, 2, 3] },
      { name: 'fifth 2', n: 3, y_range: [6, 9], mean: [2, 3, 4] },
    ],
  },
  {
    kind: 'spectra_dist',
    ...place,
    ...axis,
    title: 'Spread of the spectra',
    sets: [summary('train', 5), summary('test', 2, 0.5)],
  },
  {
    kind: 'y_chart',
    ...place,
    title: 'Distribution of fat',
    edges: [0, 5, 10],
    classes: null,
    sets: [
      { name: 'train', n: 5, counts: [2, 3] },
      { name: 'test', n: 2, counts: [2, 0] },
    ],
  },
  {
    kind: 'fold_chart',
    ...place,
    title: 'fat in each fold',
    classes: null,
    folds: [
      {
        fold_id: '0',
        train: { n: 3, y: { min: 1, mean: 4, max: 9 }, class_counts: null },
        val: { n: 2, y: { min: 5, mean: 5.5, max: 6 }, class_counts: null },
      },
    ],
  },
  {
    kind: 'exclusion_chart',
    ...place,
    title: 'Excluded training samples',
    explained: [0.7, 0.2],
    samples: [
      { sample_id: 's1', scores: [1, 2], excluded: false },
      { sample_id: 's2', scores: [-1, 0], excluded: false },
      { sample_id: 's9', scores: [8, -7], excluded: true },
    ],
  },
  {
    kind: 'augment_details_chart',
    ...place,
    ...axis,
    title: 'Augmented training spectra',
    sets: [summary('before', 5), summary('added', 5, 0.2), summary('1 Noise', 5, 0.2), summary('after', 10, 0.1)],
  },
]
