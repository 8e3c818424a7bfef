import { beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/core/datasets/index.ts'
import { expandTemplate, parsePipeline } from '../../src/core/pipeline/index.ts'
import type { ResultScores } from '../../src/core/records/index.ts'
import type { GuardedResult } from '../../src/core/run/guards/guard.ts'
import { resultGuards } from '../../src/core/run/guards/registry.ts'
import { type CompletedOutcome, executePlan, planRun, resolveFolds } from '../../src/core/run/index.ts'
import { config, madeUpDataset, withClasses } from './made-up-data.ts'

async function resultOf(steps: readonly unknown[], dataset: Dataset, metric = 'rmse'): Promise<CompletedOutcome> {
  const pipelines = Array.from(expandTemplate(steps), ({ value, choices }, i) => ({
    pipeline: parsePipeline(value as unknown[], choices),
    config_id: `c${i}`,
  }))
  const plan = planRun({
    config: { ...config, metric },
    folds: resolveFolds(config.folds, null),
    templates: [{ template_id: 't', name: 't', pipelines }],
    datasets: [dataset],
    resultId: id => id,
  })
  for await (const [outcome] of executePlan(plan, {})) {
    if (outcome?.status === 'completed') return outcome
    throw outcome?.error
  }
  throw new Error('no outcome')
}

const pls = (n_components: number) => [{ model: { class: 'PLSRegression', params: { n_components } } }]

function reasons(id: string, result: GuardedResult): readonly string[] {
  const guard = resultGuards.find(one => one.id === id)
  if (!guard) throw new Error(`no guard ${id}`)
  return guard.find(result).map(({ reason }) => reason)
}

/** The same result with other scores. */
const scored = (result: CompletedOutcome, scores: Partial<ResultScores>): CompletedOutcome => ({
  ...result,
  scores: { ...result.scores, ...scores },
})

/** With this score in each fold's validation part. */
const foldScored = (result: CompletedOutcome, name: string, values: readonly number[]): CompletedOutcome => ({
  ...result,
  parts: result.parts.map(part => {
    const value = values[Number(part.fold_id)]
    return part.partition !== 'val' || value === undefined
      ? part
      : { ...part, scores: { ...part.scores, [name]: value } }
  }),
})

const dataset = madeUpDataset()
const labelled = withClasses(dataset, row => (dataset.y[row]! > 20 ? 1 : 0), ['low', 'high'])
let sound: CompletedOutcome
let classes: CompletedOutcome
beforeAll(async () => {
  sound = await resultOf(pls(6), dataset)
  // Quantities taken for scores of classes: the guards look at what a classifier would leave behind.
  const parts = sound.parts.map(part => {
    const codes = (values: Float64Array) => values.map(value => (value > 20 ? 1 : 0))
    const rows = { ...part.rows, y_true: codes(part.rows.y_true) }
    return { ...part, rows, predicted: { values: codes(part.predicted.values), scores: null } }
  })
  classes = { ...sound, parts, evaluation: { ...sound.evaluation, dataset: labelled } }
})

it('says nothing of a sound result', () => {
  expect(resultGuards.flatMap(guard => guard.find(sound))).toEqual([])
  expect(sound.warnings).toEqual([])
})

describe('components_near_rank', () => {
  it('warns of as many components as the smallest training fold allows', async () => {
    const result = await resultOf(pls(44), dataset)
    expect(reasons('components_near_rank', result)).toEqual([
      'n_components is 44, and 48 training samples with 50 columns allow 47 at most: the model fits noise.',
    ])
    expect(result.warnings).toContainEqual(expect.stringContaining('Use fewer components.'))
  })

  it('counts the columns that preprocessing has left, and keeps quiet below nine tenths', async () => {
    const cropped = [{ class: 'CropTransformer', params: { start: 0, end: 10 } }, ...pls(9)]
    expect(reasons('components_near_rank', await resultOf(cropped, dataset))).toEqual([
      expect.stringContaining('with 10 columns allow 10'),
    ])
    expect(reasons('components_near_rank', await resultOf(pls(42), dataset))).toEqual([])
  })
})

describe('training_gap', () => {
  it('warns of a model that follows the noise of its training samples, with both figures', async () => {
    const [reason] = reasons('training_gap', await resultOf(pls(40), dataset))
    expect(reason).toMatch(/^RMSECV is \S+ and RMSEC \S+ \(ratio [\d.]+\), more than folds scatter \(sd \S+\)/)
  })

  it('keeps quiet where folds scatter as much, and about models that remember their samples', async () => {
    const wide = { train: { rmse: 1 }, val: { rmse: 2.5 }, val_folds: { rmse: { mean: 2.5, sd: 1 } } }
    expect(reasons('training_gap', scored(sound, wide))).toEqual([])
    const narrow = { ...wide, val_folds: { rmse: { mean: 2.5, sd: 0.1 } } }
    expect(reasons('training_gap', scored(sound, narrow))).toHaveLength(1)
    const neighbours = await resultOf(
      [{ model: { class: 'KNeighborsRegressor', params: { n_neighbors: 1 } } }],
      dataset,
    )
    expect(neighbours.scores.train?.rmse).toBe(0)
    expect(reasons('training_gap', neighbours)).toEqual([])
  })

  it('looks at balanced accuracy of classes, where a few points are nothing', () => {
    const of = (train: number, val: number) => ({
      train: { balanced_accuracy: train },
      val: { balanced_accuracy: val },
      val_folds: { balanced_accuracy: { mean: val, sd: 0.02 } },
    })
    expect(reasons('training_gap', scored(classes, of(1, 0.75)))).toEqual([
      expect.stringMatching(/^Balanced accuracy is 75 % in cross-validation and 100 % in training/),
    ])
    expect(reasons('training_gap', scored(classes, of(1, 0.95)))).toEqual([])
  })
})

describe('test_gap', () => {
  const of = (test: number, sd: number) => ({
    val: { rmse: 1 },
    val_folds: { rmse: { mean: 1, sd } },
    test: { rmse: test },
  })

  it('warns of a test error that folds do not explain', () => {
    expect(reasons('test_gap', scored(sound, of(1.5, 0.1)))).toEqual([
      'RMSEP is 1.5 and RMSECV 1, 5 standard deviations of the folds apart: cross-validation was too hopeful.',
    ])
  })

  it('keeps quiet within the scatter of the folds, below a fifth, and without a test partition', () => {
    expect(reasons('test_gap', scored(sound, of(1.5, 0.3)))).toEqual([])
    expect(reasons('test_gap', scored(sound, of(1.15, 0.01)))).toEqual([])
    const { test: _, ...untested } = sound.scores
    expect(reasons('test_gap', { ...sound, scores: untested })).toEqual([])
  })
})

describe('uneven_folds', () => {
  it('names the fold that is much worse than the median', () => {
    expect(reasons('uneven_folds', foldScored(sound, 'rmse', [1, 1.2, 3, 0.9, 1.1]))).toEqual([
      'Fold 2 has an RMSE of 3, the median fold 1.1: few samples decide the score.',
    ])
    expect(reasons('uneven_folds', foldScored(classes, 'balanced_accuracy', [0.9, 0.9, 0.5, 0.95, 0.9]))).toEqual([
      expect.stringMatching(/^Fold 2 has a balanced accuracy of 50 %/),
    ])
  })

  it('keeps quiet where folds are alike', () => {
    expect(reasons('uneven_folds', foldScored(sound, 'rmse', [1, 1.2, 1.9, 0.9, 1.1]))).toEqual([])
    expect(reasons('uneven_folds', foldScored(classes, 'balanced_accuracy', [1, 1, 0.9, 1, 1]))).toEqual([])
  })
})

describe('dominant_fold', () => {
  it('warns where one fold model is most of the weighted ensemble', () => {
    expect(reasons('dominant_fold', foldScored(sound, 'rmse', [1, 1, 0.1, 1, 1]))).toEqual([
      expect.stringMatching(/^The model of fold 2 has 71 % of the weight/),
    ])
  })

  it('keeps quiet where weights are spread', () => {
    expect(reasons('dominant_fold', foldScored(sound, 'rmse', [1, 1, 0.3, 1, 1]))).toEqual([])
  })
})

describe('constant_predictions', () => {
  it('warns of a model that a penalty has reduced to the mean', async () => {
    const lasso = await resultOf([{ model: { class: 'Lasso', params: { alpha: 1e6 } } }], dataset)
    expect(reasons('constant_predictions', lasso)).toEqual([
      expect.stringMatching(/^The model predicts \S+ for every training sample of fold 0, 1, 2, …/),
    ])
  })

  it('keeps quiet about a large penalty that leaves something', async () => {
    const ridge = await resultOf([{ model: { class: 'Ridge', params: { alpha: 100 } } }], dataset)
    expect(reasons('constant_predictions', ridge)).toEqual([])
  })
})

describe('classes_never_predicted', () => {
  it('names a class that never comes out, and keeps quiet where all do', () => {
    expect(reasons('classes_never_predicted', classes)).toEqual([])
    const parts = classes.parts.map(part => ({
      ...part,
      predicted: { ...part.predicted, values: part.predicted.values.map(() => 0) },
    }))
    expect(reasons('classes_never_predicted', { ...classes, parts })).toEqual([
      expect.stringMatching(/^1 class of 2 \(high\) never/),
    ])
  })
})
