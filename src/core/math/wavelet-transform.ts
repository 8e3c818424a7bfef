import { padded } from './padding.ts'
import type { WaveletFilters } from './wavelet-filters.ts'

/** How values go on beyond their ends; `periodization` is periodic with the fewest coefficients. */
export const waveletModes = ['periodization', 'symmetric', 'reflect', 'periodic', 'constant', 'zero', 'smooth'] as const

export type WaveletMode = (typeof waveletModes)[number]

export interface WaveletCoefficients {
  readonly approximation: Float64Array
  readonly detail: Float64Array
}

/**
 * One level of the discrete wavelet transform.
 *
 * @returns ⌈n / 2⌉ coefficients of each kind with `periodization`, else ⌊(n + filter length − 1) / 2⌋
 * @see Mallat (1989), IEEE Transactions on Pattern Analysis and Machine Intelligence 11(7), 674–693; lengths as PyWavelets
 */
export function decompose(values: Float64Array, filters: WaveletFilters, mode: WaveletMode): WaveletCoefficients {
  const { lowDecomposition, highDecomposition } = filters
  const size = lowDecomposition.length
  const periodized = mode === 'periodization'
  // Coefficient k looks back from `start + 2k` of the extended values.
  const extended = periodized ? periodizedValues(values, size) : extendedValues(values, size - 1, mode)
  const start = periodized ? size + size / 2 : size
  const count = periodized ? Math.ceil(values.length / 2) : Math.floor((values.length + size - 1) / 2)
  const [approximation, detail] = [new Float64Array(count), new Float64Array(count)]
  for (let k = 0; k < count; k++) {
    let low = 0
    let high = 0
    for (let i = 0; i < size; i++) {
      const value = extended[start + 2 * k - i]!
      low += lowDecomposition[i]! * value
      high += highDecomposition[i]! * value
    }
    approximation[k] = low
    detail[k] = high
  }
  return { approximation, detail }
}

/** The values that one level was taken from, with one more where their number was odd. */
export function reconstruct(
  { approximation, detail }: WaveletCoefficients,
  filters: WaveletFilters,
  mode: WaveletMode,
): Float64Array {
  const { lowReconstruction, highReconstruction } = filters
  const size = lowReconstruction.length
  const count = detail.length
  const periodized = mode === 'periodization'
  const whole = new Float64Array(periodized ? 2 * count : Math.max(0, 2 * count - size + 2))
  const shift = periodized ? size / 2 - 1 : size - 2
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < size; i++) {
      const at = 2 * k + i - shift
      const to = periodized ? modulo(at, whole.length) : at
      if (to < 0 || to >= whole.length) continue
      whole[to]! += lowReconstruction[i]! * approximation[k]! + highReconstruction[i]! * detail[k]!
    }
  }
  return whole
}

/** Even in number, the last repeated if need be, and `reach` more of their period at each end. */
function periodizedValues(values: Float64Array, reach: number): Float64Array {
  const n = values.length + (values.length % 2)
  const extended = new Float64Array(n + 2 * reach)
  for (let j = 0; j < extended.length; j++) {
    extended[j] = values[Math.min(modulo(j - reach, n), values.length - 1)]!
  }
  return extended
}

function extendedValues(values: Float64Array, reach: number, mode: WaveletMode): Float64Array {
  const n = values.length
  switch (mode) {
    case 'symmetric':
      return padded(values, reach, 'symmetric')
    case 'reflect':
      return padded(values, reach, 'mirror')
    case 'constant':
      return padded(values, reach, 'edge')
    case 'zero':
      return padded(values, reach, 'constant', 0)
    case 'smooth': {
      const line = (inner: number, end: number, k: number) => {
        return n > 1 ? values[end]! + k * (values[end]! - values[inner]!) : values[end]!
      }
      const wide = padded(values, reach, 'edge')
      for (let k = 1; k <= reach; k++) {
        wide[reach - k] = line(1, 0, k)
        wide[reach + n - 1 + k] = line(n - 2, n - 1, k)
      }
      return wide
    }
    default:
      return Float64Array.from({ length: n + 2 * reach }, (_, j) => values[modulo(j - reach, n)]!)
  }
}

function modulo(i: number, n: number): number {
  return ((i % n) + n) % n
}
