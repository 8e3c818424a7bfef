import type { AnyTransform } from '../operator.ts'
import { minMaxScaler } from './min-max-scaler.ts'
import { standardScaler } from './standard-scaler.ts'

/** Scalers of columns and of rows. A new one is a file and a line here. */
export const scalingTransforms: readonly AnyTransform[] = [minMaxScaler, standardScaler]
