export { expandTemplate } from './expand.ts'
export { withoutBoundParameters } from './free-parameter.ts'
export type { Expansion } from './generators/expansion.ts'
export { generators } from './generators/registry.ts'
export { modelIn } from './model-in.ts'
export {
  concreteSteps,
  configId,
  modelName,
  pipelineFactors,
  pipelineLabel,
  preprocessingLabel,
} from './names.ts'
export { parsePipeline, parseTransforms } from './parse-pipeline.ts'
export { missingPresets, parseTemplate, stepsField } from './parse-template.ts'
export type { Pipeline, PipelineTemplate, Step } from './pipeline.ts'
export { type Presets, resolvePresets } from './presets.ts'
export { templateChanges } from './template-changes.ts'
export { textDiff } from './text-diff.ts'
