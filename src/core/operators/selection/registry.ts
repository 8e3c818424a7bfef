import type { AnyTransform } from '../operator.ts'
import { competitiveAdaptiveReweightedSampling } from './competitive-adaptive-reweighted-sampling.ts'
import { correlationSelection } from './correlation-selection.ts'
import { intervalSelection } from './interval-selection.ts'
import { projectionImportanceSelection } from './projection-importance.ts'
import { uninformativeVariableElimination } from './uninformative-variable-elimination.ts'
import { varianceThreshold } from './variance-threshold.ts'

/** Selections of features. A new one is a file and a line here. */
export const selectionTransforms: readonly AnyTransform[] = [
  projectionImportanceSelection,
  correlationSelection,
  varianceThreshold,
  intervalSelection,
  competitiveAdaptiveReweightedSampling,
  uninformativeVariableElimination,
]
