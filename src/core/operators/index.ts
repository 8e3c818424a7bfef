export type {
  AnyModel,
  AnySplitter,
  AnyTransform,
  Fold,
  Model,
  ModelFamily,
  Operator,
  Splitter,
  TrainingShape,
  Transform,
} from './operator.ts'
export { operatorCard } from './operator-card.ts'
export { findOperator, getOperator, namesOf, operators } from './registry.ts'
