export { likeliest, presentClasses, spreadScores } from './chain/class-codes.ts'
export { combinedNotes, type FitNote, plainNote } from './chain/fit-note.ts'
export {
  applyChain,
  augmentersOf,
  axisAfter,
  type ChainData,
  type FittedChain,
  fitChain,
  modelContext,
  takeData,
} from './chain/fitted-chain.ts'
export { inStep } from './chain/in-step.ts'
export { innerSteps } from './chain/inner-steps.ts'
export { takeRowFacts } from './chain/row-facts.ts'
export { isSeparated } from './chain/separated-step.ts'
export { columnOf, type Separation } from './chain/separation.ts'
export { findSource } from './chain/source-step.ts'
export { type FittedTarget, fitTarget } from './chain/target-chain.ts'
export { wantedSources } from './chain/wanted-sources.ts'
export { type FittedPipeline, predictFitted } from './fitted-pipeline.ts'
export type { Expansion } from './generators/expansion.ts'
export { generators } from './generators/registry.ts'
export { type BaseModel, type FittedBaseModel, fitBaseModel, predictBaseModel } from './models-of-models/base-model.ts'
export type { DeclaredModel } from './models-of-models/declared-model.ts'
export { metaModel } from './models-of-models/meta-model.ts'
export { modelsOfModels } from './models-of-models/registry.ts'
export {
  type Chain,
  type ChainStep,
  isAugmentationStep,
  isTransformStep,
  type Pipeline,
  type PipelineTemplate,
  type Step,
} from './pipeline.ts'
export { type Chart, type ChartKind, chartKinds, isChartKind, withoutCharts } from './steps/charts.ts'
export { modelIn } from './steps/model-in.ts'
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
} from './steps/names.ts'
export { parseTargetTransforms, parseTransforms } from './steps/parse-nodes.ts'
export { parsePipeline } from './steps/parse-pipeline.ts'
export { expandTemplate } from './templates/expand.ts'
export { expansionOutline } from './templates/expansion-outline.ts'
export { withoutBoundParameters } from './templates/free-parameter.ts'
export { missingPresets, parseTemplate, stepsField } from './templates/parse-template.ts'
export { type Presets, resolvePresets } from './templates/presets.ts'
export { templateChanges } from './templates/template-changes.ts'
export { textDiff } from './templates/text-diff.ts'
