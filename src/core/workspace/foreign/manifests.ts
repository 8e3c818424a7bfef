import type { ResultRecord, RunManifest, TemplateRecord } from '../../records/index.ts'
import { schemaVersion } from '../../records/index.ts'
import type { ForeignContent, ForeignPrediction, ForeignRun, ForeignStore } from './content.ts'
import { foldsOf } from './factors.ts'
import { runIdOf } from './ids.ts'
import { samplesOf } from './samples-of.ts'

interface ManifestContext {
  readonly place: { readonly folder: string; readonly store: ForeignStore; readonly index: number }
  readonly content: ForeignContent
  readonly results: readonly ResultRecord[]
  readonly templates: readonly TemplateRecord[]
}

export function manifestOf(run: ForeignRun, { place, content, results, templates }: ManifestContext): RunManifest {
  const id = runIdOf(run.id, place.index)
  const own = results.filter(({ run_id }) => run_id === id)
  const hashes = new Map(content.pipelines.map(({ dataset, dataset_hash }) => [dataset, dataset_hash]))
  const ofRun = templates.filter(({ run_id }) => run_id === id)
  const refit = own.some(({ scores }) => scores.final_train || scores.final_test)
  return {
    schema_version: schemaVersion,
    id,
    name: run.name,
    status: run.status,
    created_at: run.created_at,
    // Of a guessed run it is known when its configurations were begun, not when they ended.
    ...(!run.inferred && {
      started_at: run.created_at,
      ...(run.completed_at !== null && { completed_at: run.completed_at }),
    }),
    n4a_version: place.store.label,
    templates: ofRun.map(({ id, name, file, expansion_count }) => ({ id, name, file, expansion_count })),
    datasets: [...new Set(own.map(({ dataset }) => dataset))].map(name => {
      const first = own.find(({ dataset }) => dataset === name)!
      return datasetOf(name, hashes.get(name) ?? null, first, run, rowsOf(content, name))
    }),
    config: {
      folds: foldsOf(content.pipelines.find(({ run_id, steps }) => run_id === run.id && steps)?.steps ?? null),
      metric: own[0]?.metric ?? 'rmse',
      refit: refit ? 'best' : 'none',
      fit_scope: 'train_partition',
      random_state: null,
    },
    total_pipeline_configs: new Set(own.map(({ pipeline_config_id }) => pipeline_config_id)).size,
    total_results: own.length,
    warnings: [
      ...(run.inferred
        ? [
            'Inferred: no such run is stored. Configurations of one name, made one soon after the other, were taken for it.',
          ]
        : []),
      ...run.warnings,
      ...(content.deleted > 0 ? [`${content.deleted} deleted predictions of the store are left out.`] : []),
      ...content.problems.slice(0, 3).map(problem => `Left out: ${problem.message}`),
      ...(content.problems.length > 3 ? [`${content.problems.length - 3} more are left out.`] : []),
      'Stored scores are those of the Python library, by its definitions; its SEP is ours with n in the denominator (sep_n).',
    ],
    ...(run.error !== null && { error: run.error }),
    foreign: {
      format: place.store.format,
      label: place.store.label,
      path: place.folder,
      run_id: run.id,
      inferred: run.inferred,
    },
  }
}

/** Those of one pipeline on the dataset: they tell how many samples there are. */
function rowsOf({ predictions }: ForeignContent, name: string): readonly ForeignPrediction[] {
  const first = predictions.findIndex(({ dataset }) => dataset === name)
  if (first < 0) return []
  const end = predictions.findIndex((row, i) => i > first && row.pipeline_id !== predictions[first]!.pipeline_id)
  return predictions.slice(first, end < 0 ? undefined : end)
}

function datasetOf(
  name: string,
  hash: string | null,
  { task_type, n_features, created_at }: ResultRecord,
  run: ForeignRun,
  rows: readonly ForeignPrediction[],
): RunManifest['datasets'][number] {
  return {
    ref: name,
    name,
    // No version of the library stores where the data were.
    path: '',
    hash: hash ?? '',
    quick_hash: '',
    file_size: 0,
    task_type,
    task_type_reason: 'as stored',
    ...samplesOf(rows),
    n_features,
    y_columns: ['y'],
    y_stats: {},
    class_counts: null,
    wavelength_range: null,
    wavelength_unit: null,
    partition: null,
    group: null,
    metadata: {},
    created_at: created_at || run.created_at,
    version: 'unknown',
  }
}
