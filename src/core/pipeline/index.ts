export { type BaseModel, fitBaseModel, predictBaseModel } from './chain-model.ts'
export { type Chart, type ChartKind, chartKinds, isChartKind, withoutCharts } from './charts.ts'
export { likeliest, presentClasses, spreadScores } from './class-codes.ts'
export { expandTemplate } from './expand.ts'
export {
  applyChain,
  augmentersOf,
  axisAfter,
  type ChainData,
  type FittedChain,
  fitChain,
  takeData,
} from './fitted-chain.ts'
export { withoutBoundParameters } from './free-parameter.ts'
export type { Expansion } from './generators/expansion.ts'
export { generators } from './generators/registry.ts'
export { inStep } from './in-step.ts'
export { metaModel } from './meta-model.ts'
export { modelIn } from './model-in.ts'
export { type DeclaredModel, modelsOfModels } from './models-of-models.ts'
export {
  concreteChain,
  concreteStep,
  concreteSteps,
  configId,
  modelName,
  pipelineFactors,
  pipelineLabel,
  preprocessingLabel,
  stepLabel,
  storedSteps,
} from './names.ts'
export { parseTransforms } from './parse-nodes.ts'
export { parsePipeline } from './parse-pipeline.ts'
export { missingPresets, parseTemplate, stepsField } from './parse-template.ts'
export {
  type Chain,
  type ChainStep,
  isTransformStep,
  type Pipeline,
  type PipelineTemplate,
  type Step,
} from './pipeline.ts'
export { type Presets, resolvePresets } from './presets.ts'
export { takeRowFacts } from './row-facts.ts'
export { columnOf, type Separation, separatedValues } from './separation.ts'
export { type FittedTarget, fitTarget } from './target-chain.ts'
export { templateChanges } from './template-changes.ts'
export { textDiff } from './text-diff.ts'
