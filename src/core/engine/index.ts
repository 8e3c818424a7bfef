export { syntheticParameters } from '../datasets/index.ts'
export { type DefinedMetric, type OwnMetric, ownMetric as defineMetric } from '../metrics/index.ts'
export {
  type OwnClassifier,
  type OwnFold,
  type OwnModel,
  type OwnOperator,
  type OwnParameters,
  type OwnSplitter,
  type OwnTransform,
  ownClassifier as defineClassifier,
  ownModel as defineModel,
  ownSplitter as defineSplitter,
  ownTransform as defineTransform,
} from '../operators/index.ts'
export { openUserMemory, type UserMemory, writeNewFile } from '../workspace/index.ts'
export { createEngine } from './create-engine.ts'
export type * from './dataset-keeping.ts'
export { registeredSpec } from './dataset-spec.ts'
export type * from './engine.ts'
export type { PreviewOptions } from './preview-template.ts'
export { facetsOf } from './query/facets.ts'
export { fieldReader } from './query/field-value.ts'
export { parseFilter, type RecordFilter } from './query/parse-filter.ts'
export { columnOrder, orderText } from './query/sort-columns.ts'
export { byField, compareText, sortFields } from './query/sort-order.ts'
export { type FilterSuggestions, suggestFilter } from './query/suggest-filter.ts'
export { topRecords } from './query/top-records.ts'
export { requestOfRun } from './request-of-run.ts'
export type * from './run-engine.ts'
export { type Standing, type StandingResult, withStandings } from './standings.ts'
export type * from './template-engine.ts'
export type { AnyTemplate, TypedTemplate } from './template-text.ts'
export { readUserConfig, type UserConfig } from './user-config.ts'
export { n4aVersion } from './version.ts'
export type { ViewEngine, ViewQuery } from './views.ts'
