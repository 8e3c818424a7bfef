import {
  type PredictionRecord,
  type PredictionSummary,
  type SummarizedRun,
  schemaVersion,
  type TopPrediction,
} from '../../records/index.ts'
import { facetCounter } from './facets.ts'
import { runningStatistics } from './running-statistics.ts'

const TOP = 10

/** Lower is better after it. */
export type Ranking = (metric: string, score: number) => number

interface RankedTop extends TopPrediction {
  readonly metric: string
}

export interface Summarizer {
  /** The predictions of one result, or those of its refit. */
  add(rows: readonly PredictionRecord[]): void
  finish(facts: { readonly n4a_version: string; readonly n_configs: number }): PredictionSummary
}

/** The row that stands for a result: its pooled out-of-fold predictions, or its only validation. */
function validationOf(rows: readonly PredictionRecord[]): PredictionRecord | undefined {
  const validations = rows.filter(({ partition }) => partition === 'val')
  return validations.find(({ fold_id }) => fold_id === 'avg') ?? (validations.length === 1 ? validations[0] : undefined)
}

/**
 * Continues the summary of a predictions file with new rows. A row carries the three scores of its model, so each score is
 * counted once: `train_score` of the rows of partition train, `val_score` of val, `test_score` of test, over all folds
 * (`avg`, `w_avg` and `final` among them). Tops and best scores are of pooled out-of-fold predictions, in the direction of
 * their metric; where runs ranked by different metrics, the latest metric comes first, for scores of two do not compare.
 */
export function summarizer(dataset: string, before: PredictionSummary | null, ranking: Ranking): Summarizer {
  let total = before?.total_predictions ?? 0
  const stats = {
    train_score: runningStatistics(before?.stats.train_score ?? null),
    val_score: runningStatistics(before?.stats.val_score ?? null),
    test_score: runningStatistics(before?.stats.test_score ?? null),
  }
  const facets = {
    models: facetCounter(before?.facets.models),
    partitions: facetCounter(before?.facets.partitions),
    folds: facetCounter(before?.facets.folds),
    preprocessings: facetCounter(before?.facets.preprocessings),
  }
  const runs = new Map(before?.runs.map(run => [run.id, run]))
  const branches = new Map(Object.entries(before?.branch_counts ?? {}))
  const task_types = new Set(before?.task_types)
  // The latest metric stands last.
  const metric_types = new Set(before?.metric_types)
  let dates = before?.date_range ?? null
  let tops = (before?.top_predictions ?? []) as readonly RankedTop[]

  const count = (row: PredictionRecord) => {
    const val_score = row.partition === 'val' ? row.val_score : null
    stats[`${row.partition}_score`].add(row[`${row.partition}_score`])
    facets.models.add(row.model_name, val_score)
    facets.preprocessings.add(row.preprocessings, val_score)
    facets.partitions.add(row.partition)
    facets.folds.add(row.fold_id)
    task_types.add(row.task_type)
    if (row.branch_name !== null) branches.set(row.branch_name, (branches.get(row.branch_name) ?? 0) + 1)
    const { created_at } = row
    dates = dates
      ? [created_at < dates[0] ? created_at : dates[0], created_at > dates[1] ? created_at : dates[1]]
      : [created_at, created_at]
  }

  const rank = ({ metric, val_score }: { metric: string; val_score: number }) => ranking(metric, val_score)

  const addTop = (row: PredictionRecord & { val_score: number }) => {
    const { id, result_id, model_name, pipeline_config_id, val_score, test_score, fold_id, partition, metric } = row
    const top = {
      id,
      result_id,
      model_name,
      config_name: pipeline_config_id,
      val_score,
      test_score,
      fold_id,
      partition,
    }
    const same = [...tops.filter(other => other.metric === metric), { ...top, metric }]
      .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
      .slice(0, TOP)
    tops = [...same, ...tops.filter(other => other.metric !== metric)]
  }

  return {
    add(rows) {
      const first = rows[0]
      if (!first) return
      for (const row of rows) count(row)
      total += rows.length
      metric_types.delete(first.metric)
      metric_types.add(first.metric)

      const run: SummarizedRun = runs.get(first.run_id) ?? { id: first.run_id, n_predictions: 0, best_val_score: null }
      const validation = validationOf(rows)
      const score = validation?.val_score ?? null
      const better =
        score !== null &&
        (run.best_val_score === null || ranking(first.metric, score) < ranking(first.metric, run.best_val_score))
      const best_val_score = better ? score : run.best_val_score
      runs.set(first.run_id, { ...run, n_predictions: run.n_predictions + rows.length, best_val_score })
      if (validation && score !== null) addTop({ ...validation, val_score: score })
    },

    finish({ n4a_version, n_configs }) {
      return {
        schema_version: schemaVersion,
        n4a_version,
        generated_at: new Date().toISOString(),
        dataset_name: dataset,
        total_predictions: total,
        stats: {
          train_score: stats.train_score.finish(),
          val_score: stats.val_score.finish(),
          test_score: stats.test_score.finish(),
        },
        facets: {
          models: facets.models.finish(),
          partitions: facets.partitions.finish(),
          folds: facets.folds.finish(),
          preprocessings: facets.preprocessings.finish(),
          n_configs,
          n_runs: runs.size,
        },
        runs: [...runs.values()],
        top_predictions: tops,
        task_types: [...task_types],
        metric_types: [...metric_types],
        date_range: dates,
        branch_counts: Object.fromEntries(branches),
      }
    },
  }
}

/** The summary of all rows of a file, counted anew; a refit may stand far behind its result. */
export function summarizeRows(
  dataset: string,
  rows: readonly PredictionRecord[],
  ranking: Ranking,
  n4a_version: string,
): PredictionSummary {
  const groups = new Map<string, PredictionRecord[]>()
  for (const row of rows) {
    const group = groups.get(row.result_id)
    if (group) group.push(row)
    else groups.set(row.result_id, [row])
  }
  const summary = summarizer(dataset, null, ranking)
  for (const group of groups.values()) summary.add(group)
  const n_configs = new Set(rows.map(({ pipeline_config_id }) => pipeline_config_id)).size
  return summary.finish({ n4a_version, n_configs })
}
