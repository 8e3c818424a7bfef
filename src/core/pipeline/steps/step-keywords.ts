/** Keywords of steps: what stands under them is an operator, or steps of its own. */
export const stepKeywords = [
  'model',
  'preprocessing',
  'split',
  'y_processing',
  'concat_transform',
  'feature_augmentation',
  'sample_augmentation',
  'exclude',
  'tag',
  'branch',
  'merge',
  'chart',
] as const

export type StepKeyword = (typeof stepKeywords)[number]

/** Keywords of the Python library that n4a refuses by name, with the reason. */
export const refusedSteps: Readonly<Record<string, string>> = {
  merge_sources: 'the instruments of a dataset are joined by `branch: {by_source: true}` with `merge: features`',
  merge_predictions: 'predictions are joined by `merge: predictions` after a branch',
  source_branch: 'instruments are told apart by `branch: {by_source: true, steps: …}`',
  sample_filter: 'it is the old form of `exclude`; write {exclude: [filters]}',
  rep_to_sources: 'replicates stay samples of one group; name the column as `group` of the dataset',
  rep_to_pp: 'replicates stay samples of one group; name the column as `group` of the dataset',
  rep_fusion: 'replicates stay samples of one group; name the column as `group` of the dataset',
  auto_transfer_preproc: 'no preprocessing is chosen without being scored; list the candidates with _or_',
  finetune_params: 'parameters are searched with generators, whose every trial is recorded, not by an optimiser',
  train_params: 'they set how deep-learning models are trained, which n4a does not run',
  refit_params: 'the refit uses the parameters that were validated',
  force_layout: 'models see samples × features; deep-learning layouts have no use here',
  function: 'Python functions cannot be run',
  module: 'Python modules cannot be run',
  object: 'Python objects cannot be run',
  instance: 'Python objects cannot be run',
}
