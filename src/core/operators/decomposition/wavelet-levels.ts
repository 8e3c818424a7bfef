import type { WaveletFilters } from '../../math/wavelet-filters.ts'
import { decompose, type WaveletMode } from '../../math/wavelet-transform.ts'

export interface WaveletLevels {
  readonly approximation: Float64Array
  /** From the finest level on. */
  readonly details: readonly Float64Array[]
}

/** Several levels of the wavelet transform: each takes the approximation before it apart. */
export function decomposeLevels(
  spectrum: Float64Array,
  levels: number,
  filters: WaveletFilters,
  mode: WaveletMode,
): WaveletLevels {
  const details: Float64Array[] = []
  let approximation = spectrum
  for (let level = 0; level < levels; level++) {
    const coefficients = decompose(approximation, filters, mode)
    details.push(coefficients.detail)
    approximation = coefficients.approximation
  }
  return { approximation, details }
}

/** The most levels of which a coefficient is not made by the ends alone. */
export function largestLevel(n_features: number, filters: WaveletFilters): number {
  const reach = filters.lowDecomposition.length - 1
  return n_features < reach ? 0 : Math.floor(Math.log2(n_features / reach))
}
