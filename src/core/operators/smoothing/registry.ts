import type { AnyTransform } from '../operator.ts'
import { savitzkyGolay } from './savitzky-golay.ts'

/** Smoothing and derivatives. A new one is a file and a line here. */
export const smoothingTransforms: readonly AnyTransform[] = [savitzkyGolay]
