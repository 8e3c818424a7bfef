import { findMetric } from '../../metrics/index.ts'

/** Short names that people type, and the fields they mean, first found first. */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  nc: ['params.n_components', 'best_params.n_components'],
  n_components: ['params.n_components', 'best_params.n_components'],
  model: ['best_model', 'model_name', 'params.model'],
  config: ['pipeline_config', 'pipeline_config_id'],
  preprocessing: ['preprocessings', 'params.preprocessing'],
  template: ['template_name', 'template_id'],
  run: ['run_id', 'id'],
  result: ['result_id', 'id'],
  score: ['best_score', 'val_score'],
  rmsec: ['scores.train.rmse'],
  rmsecv: ['scores.val.rmse'],
  rmsep: ['scores.final_test.rmse', 'scores.test.rmse'],
  fold: ['fold_id'],
}

function reach(record: object, path: string): unknown {
  if (Object.hasOwn(record, path)) return (record as Record<string, unknown>)[path]
  let value: unknown = record
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/**
 * Where a metric stands, by any of its names: the pooled out-of-fold score, of predictions their own, and the test score
 * where nothing was validated.
 */
function scorePaths(name: string): readonly string[] {
  const metric = findMetric(name) ?? findMetric(name.toLowerCase())
  return metric ? [`scores.val.${metric.name}`, `scores.${metric.name}`, `scores.test.${metric.name}`] : []
}

/** A field of a record by its name, a dotted path, a short name, a metric, or the name of a factor in `params`. */
export function fieldValue(record: object, field: string): unknown {
  const candidates = [
    field,
    ...(shortNames[field.toLowerCase()] ?? scorePaths(field)),
    `params.${field}`,
    `best_params.${field}`,
  ]
  for (const path of candidates) {
    const value = reach(record, path)
    if (value !== undefined) return value
  }
  return undefined
}
