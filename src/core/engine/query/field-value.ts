import { findMetric } from '../../metrics/index.ts'

/** Short names that people type, and the fields they mean, first found first. */
export const shortNames: Readonly<Record<string, readonly string[]>> = {
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
  const [, ofTest] = /^(.+)_test$/.exec(name) ?? []
  const metric =
    findMetric(name) ?? findMetric(name.toLowerCase()) ?? (ofTest === undefined ? undefined : findMetric(ofTest))
  // The refitted model goes before the fold models, as in tables.
  if (metric && ofTest !== undefined) return [`scores.final_test.${metric.name}`, `scores.test.${metric.name}`]
  return metric ? [`scores.val.${metric.name}`, `scores.${metric.name}`, `scores.test.${metric.name}`] : []
}

/** Where a field is looked for, first found first. */
export function fieldPaths(field: string): readonly string[] {
  return [field, ...(shortNames[field.toLowerCase()] ?? scorePaths(field)), `params.${field}`, `best_params.${field}`]
}

/** Reads a field of many records: where it may stand is worked out once. */
export function fieldReader(field: string): (record: object) => unknown {
  const paths = fieldPaths(field)
  return record => {
    for (const path of paths) {
      const value = reach(record, path)
      if (value !== undefined) return value
    }
    return undefined
  }
}

/** A field of a record by its name, a dotted path, a short name, a metric, or the name of a factor in `params`. */
export const fieldValue = (record: object, field: string): unknown => fieldReader(field)(record)
