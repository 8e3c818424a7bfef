import { constantColumns } from './constant-columns.ts'
import type { DesignGuard } from './guard.ts'
import { repeatedSamples } from './repeated-samples.ts'
import { smallFolds } from './small-folds.ts'

/** Every guard against a bad design. */
export const designGuards: readonly DesignGuard[] = [repeatedSamples, constantColumns, smallFolds]
