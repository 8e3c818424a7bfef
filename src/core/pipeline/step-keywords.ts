/** Step keywords that wrap an operator. */
export const wrappingKeywords = [
  'model',
  'preprocessing',
  'split',
  'y_processing',
  'concat_transform',
  'feature_augmentation',
] as const

/** Keywords of the Python library that n4a refuses by name, with the reason. */
export const refusedSteps: Readonly<Record<string, string>> = {
  sample_augmentation: 'samples cannot be augmented in this version',
  branch: 'pipelines cannot branch in this version',
  merge: 'pipelines cannot branch in this version',
  merge_sources: 'datasets have one source in this version',
  merge_predictions: 'pipelines cannot branch in this version',
  source_branch: 'datasets have one source in this version',
  exclude: 'rows cannot be filtered in this version',
  tag: 'rows cannot be filtered in this version',
  sample_filter: 'rows cannot be filtered in this version',
  finetune_params: 'parameters are searched with generators, not by an optimiser',
  train_params: 'models take their parameters under params',
  refit_params: 'models take their parameters under params',
  function: 'Python functions cannot be run',
  module: 'Python modules cannot be run',
  object: 'Python objects cannot be run',
  instance: 'Python objects cannot be run',
}
