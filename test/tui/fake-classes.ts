import type {
  Partition,
  PredictionArrays,
  PredictionRecord,
  ResultRecord,
  RunRecord,
} from '../../src/core/records/index.ts'
import { classPrediction, classResult, classScores } from '../displays/class-records.ts'
import { type FakeResult, fakeRun } from './fake-records.ts'

/** Made-up results of predicted classes that hang together: the scores are those of the arrays. */

export const classRunId = '2026-11-24_Varieties_c1a55e'

const varieties = ['barley', 'durum wheat', 'oat', 'rye', 'soft wheat', 'triticale (winter, awned)', 'spelt', 'emmer']
const moreVarieties = Array.from({ length: 24 }, (_, i) => `cultivar ${i + 1}`)
const folds = ['0', '1', '2', '3']
const sizes: Readonly<Record<Partition, number>> = { train: 90, val: 30, test: 60 }

/** Numbers in [0, 1) that are the same in every run of the tests. */
function draws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

interface Trait {
  readonly id: string
  readonly dataset: string
  readonly classes: readonly string[]
  readonly components: number
  /** Share of right answers, about. */
  readonly skill: number
  readonly proba: boolean
}

function arraysOf({ classes, skill, proba, components }: Trait, partition: Partition, seed: number): PredictionArrays {
  const draw = draws(seed * 977 + components * 31 + sizes[partition])
  const n = sizes[partition] + classes.length
  const y_true = Array.from({ length: n }, (_, i) =>
    i < classes.length ? i : Math.floor(draw() ** 1.5 * classes.length),
  )
  const share = partition === 'train' ? (1 + skill) / 2 : skill
  const y_pred = y_true.map(truth =>
    draw() < share ? truth : (truth + 1 + Math.floor(draw() * Math.min(3, classes.length - 1))) % classes.length,
  )
  const y_proba = y_pred.map(predicted => {
    const sure = 0.55 + 0.4 * draw()
    const rest = (1 - sure) / (classes.length - 1)
    return classes.map((_, k) => (k === predicted ? sure : rest))
  })
  const first = partition === 'test' ? 200 : 0
  return {
    classes,
    y_true,
    y_pred,
    y_proba: proba ? y_proba : null,
    sample_indices: y_true.map((_, i) => first + i),
    sample_ids: y_true.map((_, i) => `corn-${String(first + i).padStart(3, '0')}`),
  }
}

interface Model {
  readonly model_name: string
  readonly branch_id: number | null
  readonly branch_name: string | null
}

function fakeClasses(trait: Trait, models: readonly Model[]): FakeResult {
  const arrays = new Map<string, PredictionArrays>()
  const predictions = models.flatMap((model, place) =>
    (['train', 'val', 'test'] as const).flatMap(partition =>
      folds.map((fold_id): PredictionRecord => {
        const id = `${trait.id}-${place}-${model.model_name}_fold${fold_id}_${partition}`
        const own = arraysOf({ ...trait, skill: trait.skill - place * 0.12 }, partition, Number(fold_id) + place * 7)
        arrays.set(id, own)
        const scores = classScores(own)
        const score = scores.balanced_accuracy ?? null
        return classPrediction({
          ...model,
          member: place,
          id,
          result_id: trait.id,
          run_id: classRunId,
          dataset: trait.dataset,
          partition,
          fold_id,
          scores,
          train_score: partition === 'train' ? score : null,
          val_score: partition === 'val' ? score : null,
          test_score: partition === 'test' ? score : null,
          n_samples: own.y_true.length,
        })
      }),
    ),
  )
  const mean = (partition: Partition) => {
    const of = (name: string) => {
      const values = predictions
        .slice(0, 3 * folds.length)
        .flatMap(p => (p.partition === partition ? [p.scores[name]!] : []))
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    return Object.fromEntries(Object.keys(predictions[0]!.scores).map(name => [name, of(name)]))
  }
  const val = mean('val')
  const result = classResult({
    id: trait.id,
    run_id: classRunId,
    dataset: trait.dataset,
    classes: trait.classes,
    pipeline_config: `SNV > PLSDA(n_components=${trait.components})`,
    params: { preprocessing: 'SNV', model: 'PLSDA', n_components: trait.components },
    best_score: val.balanced_accuracy!,
    scores: {
      train: mean('train'),
      val,
      val_folds: { balanced_accuracy: { mean: val.balanced_accuracy!, sd: 0.04 } },
      test: mean('test'),
    },
    n_samples: 300,
    predictions_count: predictions.length,
  })
  return { result, predictions, arrays: ({ id }) => arrays.get(id)! }
}

const one: readonly Model[] = [{ model_name: 'PLSDA', branch_id: null, branch_name: null }]
const several: readonly Model[] = [
  { model_name: 'PLSDA', branch_id: 0, branch_name: 'snv' },
  { model_name: 'PLSDA', branch_id: 1, branch_name: 'first derivative' },
  { model_name: 'RandomForestClassifier', branch_id: 1, branch_name: 'first derivative' },
]

/** Seven numbers of components, best first; one result with branches; one of many classes without probabilities. */
export function fakeClassResults(): readonly FakeResult[] {
  const skills = [0.45, 0.62, 0.78, 0.88, 0.91, 0.9, 0.87]
  const family = skills.map((skill, i) =>
    fakeClasses(
      { id: `${classRunId}-corn-${i + 1}`, dataset: 'corn', classes: varieties, components: i + 1, skill, proba: true },
      one,
    ),
  )
  const best = family.sort((a, b) => b.result.best_score! - a.result.best_score!)
  const trait = { classes: varieties.slice(0, 3), components: 3, skill: 0.9, proba: true }
  return [
    ...best,
    fakeClasses({ ...trait, id: `${classRunId}-grain-branches`, dataset: 'grain' }, several),
    fakeClasses(
      { ...trait, id: `${classRunId}-many-1`, dataset: 'many', classes: moreVarieties, skill: 0.7, proba: false },
      one,
    ),
  ]
}

export function fakeClassRun(results: readonly ResultRecord[]): RunRecord {
  const best_results = ['corn', 'grain', 'many'].map(dataset => {
    const best = results.find(result => result.dataset === dataset)!
    return { ...best, result_id: best.id, score: best.best_score!, score_partition: 'val' }
  })
  const config = { ...fakeRun([]).config, metric: 'balanced_accuracy' }
  return fakeRun(results, { id: classRunId, name: 'Varieties', config, best_results, total_results: results.length })
}
