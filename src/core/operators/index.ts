export type {
  AnyModel,
  AnySplitter,
  AnyTransform,
  FitContext,
  Fold,
  Model,
  ModelFamily,
  Operator,
  SplitRows,
  Splitter,
  TrainingShape,
  Transform,
} from './operator.ts'
export { defineTransform } from './operator.ts'
export { operatorCard } from './operator-card.ts'
export { findOperator, getOperator, namesOf, operators } from './registry.ts'
