import { classImbalance } from './class-imbalance.ts'
import { classesNeverPredicted } from './classes-never-predicted.ts'
import { componentsNearRank } from './components-near-rank.ts'
import { constantColumns } from './constant-columns.ts'
import { constantPredictions } from './constant-predictions.ts'
import { constantTarget } from './constant-target.ts'
import { dominantFold } from './dominant-fold.ts'
import { edgeOfRange } from './edge-of-range.ts'
import type { DesignGuard, ResultGuard, RunGuard } from './guard.ts'
import { ignoredGroups } from './ignored-groups.ts'
import { missingClasses } from './missing-classes.ts'
import { nearlyEqualSpectra } from './nearly-equal-spectra.ts'
import { repeatedSamples } from './repeated-samples.ts'
import { smallFolds } from './small-folds.ts'
import { spectralExtrapolation } from './spectral-extrapolation.ts'
import { splitGroups } from './split-groups.ts'
import { targetExtrapolation } from './target-extrapolation.ts'
import { testGap } from './test-gap.ts'
import { trainingGap } from './training-gap.ts'
import { unevenFolds } from './uneven-folds.ts'

/** Every guard that looks at a division of a dataset before a run starts. */
export const designGuards: readonly DesignGuard[] = [
  repeatedSamples,
  nearlyEqualSpectra,
  splitGroups,
  ignoredGroups,
  constantColumns,
  constantTarget,
  missingClasses,
  classImbalance,
  smallFolds,
  targetExtrapolation,
  spectralExtrapolation,
]

/** Every guard that looks at a single result. */
export const resultGuards: readonly ResultGuard[] = [
  componentsNearRank,
  trainingGap,
  testGap,
  unevenFolds,
  dominantFold,
  constantPredictions,
  classesNeverPredicted,
]

/** Every guard that looks at all results of a run when it has ended. */
export const runGuards: readonly RunGuard[] = [edgeOfRange]
