export { classIndicators } from './classifiers/class-indicators.ts'
export type {
  AnyAugmenter,
  AnyClassifier,
  AnyFilter,
  AnyModel,
  AnyRegressor,
  AnySplitter,
  AnyTransform,
  Augmenter,
  Classifier,
  ClassifierFamily,
  ClassScoreKind,
  FitContext,
  Fold,
  JointFamily,
  JointFit,
  ModelFamily,
  Operator,
  Regressor,
  RowFacts,
  RowFilter,
  SourceColumns,
  SplitRows,
  Splitter,
  TrainingShape,
  Transform,
} from './operator.ts'
export { defineClassifier, defineRegressor, defineTransform } from './operator.ts'
export { operatorCard } from './operator-card.ts'
export { findOperator, getOperator, namesOf, operators, refuseLeftOut } from './registry.ts'
