import type { AnyTransform } from '../operator.ts'
import { detrend } from './detrend.ts'

/** Baseline corrections. A new one is a file and a line here. */
export const baselineTransforms: readonly AnyTransform[] = [detrend]
