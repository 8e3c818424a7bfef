import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import { nextUniform } from '../../math/random/uniform.ts'

/** A Gaussian absorption band. */
export interface Band {
  /** nm */
  readonly center: number
  /** Standard deviation, nm. */
  readonly width: number
  readonly height: number
}

const bandsOfEach = 5

/** Broad overlapping bands of one substance, somewhere between two wavelengths. */
export function drawBands(from: number, to: number, twister: MersenneTwister): Band[] {
  const range = to - from
  return Array.from({ length: bandsOfEach }, () => ({
    center: from + range * nextUniform(twister),
    width: range * (0.015 + 0.05 * nextUniform(twister)),
    height: 0.2 + nextUniform(twister),
  }))
}

/** Absorptivity at each wavelength, as an instrument sees it that is off by `shift` nm: (n_wavelengths,). */
export function absorptivity(bands: readonly Band[], wavelengths: Float64Array, shift: number): Float64Array {
  return wavelengths.map(wavelength =>
    bands.reduce((sum, { center, width, height }) => {
      const distance = (wavelength + shift - center) / width
      return sum + height * Math.exp(-0.5 * distance * distance)
    }, 0),
  )
}
