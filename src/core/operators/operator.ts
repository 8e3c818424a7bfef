import type { Augmenter } from './contracts/augmenter.ts'
import type { Classifier } from './contracts/classifier.ts'
import type { Regressor } from './contracts/regressor.ts'
import type { RowFilter } from './contracts/row-filter.ts'
import type { Splitter } from './contracts/splitter.ts'
import type { Transform } from './contracts/transform.ts'

export { type Augmenter, defineAugmenter } from './contracts/augmenter.ts'
export {
  type Classifier,
  type ClassifierFamily,
  type ClassScoreKind,
  defineClassifier,
} from './contracts/classifier.ts'
export { type Family, type FamilyMember, membersOf, solvedByThemselves } from './contracts/family.ts'
export type { TrainingShape } from './contracts/model.ts'
export {
  defineRegressor,
  type JointFamily,
  type JointFit,
  type ModelFamily,
  type Regressor,
} from './contracts/regressor.ts'
export type { FitContext, ModelContext, RowFacts, SourceColumns } from './contracts/row-facts.ts'
export { defineFilter, type RowFilter } from './contracts/row-filter.ts'
export { defineSplitter, type Fold, type SplitRows, type Splitter } from './contracts/splitter.ts'
export { defineTransform, type Transform } from './contracts/transform.ts'

// biome-ignore lint/suspicious/noExplicitAny: a registry holds operators of different parameters and states
export type AnyTransform = Transform<any, any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyRegressor = Regressor<any, any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyClassifier = Classifier<any, any>
export type AnyModel = AnyRegressor | AnyClassifier
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnySplitter = Splitter<any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyFilter = RowFilter<any, any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyAugmenter = Augmenter<any>
export type Operator = AnyTransform | AnyModel | AnySplitter | AnyFilter | AnyAugmenter
