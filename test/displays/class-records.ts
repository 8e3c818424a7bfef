import { classificationOutcome, metricCard, metrics, scoreAllClasses } from '../../src/core/metrics/index.ts'
import type {
  MetricCard,
  PredictionArrays,
  PredictionRecord,
  RegisteredDataset,
  ResultRecord,
  Scores,
} from '../../src/core/records/index.ts'
import { predictionRecord, registeredDataset, resultRecord } from './records.ts'

/** Made-up records of predicted classes. */

export const allCards: readonly MetricCard[] = metrics.map(metricCard)

/** Six samples, two of them wrong: b taken for a with 0.9, and c for b with 0.5. */
export function classArrays(changes: Partial<PredictionArrays> = {}): PredictionArrays {
  return {
    classes: ['a', 'b', 'c'],
    y_true: [0, 0, 0, 1, 1, 2],
    y_pred: [0, 0, 0, 0, 1, 1],
    y_proba: [
      [0.8, 0.1, 0.1],
      [0.7, 0.2, 0.1],
      [0.9, 0.05, 0.05],
      [0.9, 0.06, 0.04],
      [0.2, 0.7, 0.1],
      [0.1, 0.5, 0.4],
    ],
    sample_indices: [10, 11, 12, 13, 14, 15],
    sample_ids: ['s10', 's11', 's12', 's13', 's14', 's15'],
    ...changes,
  }
}

export const classScores = ({ y_true, y_pred, classes }: PredictionArrays): Scores =>
  scoreAllClasses(classificationOutcome(Float64Array.from(y_true), Float64Array.from(y_pred), classes!.length))

export function classPrediction(changes: Partial<PredictionRecord> = {}): PredictionRecord {
  return predictionRecord({
    id: 'k1-PLSDA_final_test',
    result_id: 'k1',
    dataset: 'corn',
    target: 'variety',
    task_type: 'multiclass_classification',
    model_name: 'PLSDA',
    model_classname: 'nirs4all.operators.models.PLSDA',
    metric: 'balanced_accuracy',
    train_score: 0.99,
    test_score: 0.5,
    scores: { accuracy: 4 / 6, balanced_accuracy: 0.5 },
    n_samples: 6,
    ...changes,
  })
}

export function classResult(changes: Partial<ResultRecord> = {}): ResultRecord {
  return resultRecord({
    id: 'k1',
    dataset: 'corn',
    target: 'variety',
    task_type: 'multiclass_classification',
    classes: ['a', 'b', 'c'],
    pipeline_config: 'SNV > PLSDA(n_components=4)',
    metric: 'balanced_accuracy',
    best_score: 0.91,
    best_model: 'PLSDA',
    params: { preprocessing: 'SNV', model: 'PLSDA', n_components: 4 },
    scores: {
      train: { accuracy: 0.99, balanced_accuracy: 0.98 },
      val: { accuracy: 0.93, balanced_accuracy: 0.91 },
      val_folds: { balanced_accuracy: { mean: 0.9, sd: 0.031 } },
      test: { accuracy: 0.9, balanced_accuracy: 0.885 },
    },
    ...changes,
  })
}

/** Results that differ in n_components alone, with these pooled scores and this sd over folds. */
export const classFamily = (scores: Readonly<Record<number, number>>, sd: number): ResultRecord[] =>
  Object.entries(scores).map(([n, balanced_accuracy]) =>
    classResult({
      id: `k${n}`,
      best_score: balanced_accuracy,
      params: { n_components: Number(n), preprocessing: 'SNV', model: 'PLSDA' },
      scores: {
        train: { balanced_accuracy: 0.99 },
        val: { balanced_accuracy },
        val_folds: { balanced_accuracy: { mean: balanced_accuracy, sd } },
      },
    }),
  )

export const classDataset = (changes: Partial<RegisteredDataset> = {}): RegisteredDataset =>
  registeredDataset({
    id: 'ds_corn',
    name: 'corn',
    task_type: 'multiclass_classification',
    task_type_reason: 'the target has 3 different texts',
    y_columns: ['variety'],
    y_stats: {},
    class_counts: { a: 35, b: 140, c: 40 },
    ...changes,
  })
