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
  r2: ['scores.val.r2', 'scores.r2'],
  rpd: ['scores.val.rpd', 'scores.rpd'],
  rpiq: ['scores.val.rpiq', 'scores.rpiq'],
  bias: ['scores.val.bias', 'scores.bias'],
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

/** A field of a record by its name, a dotted path, a short name, or the name of a factor in `params`. */
export function fieldValue(record: object, field: string): unknown {
  const candidates = [field, ...(shortNames[field.toLowerCase()] ?? []), `params.${field}`, `best_params.${field}`]
  for (const path of candidates) {
    const value = reach(record, path)
    if (value !== undefined) return value
  }
  return undefined
}
