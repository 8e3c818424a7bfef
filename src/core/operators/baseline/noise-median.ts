import { padded } from '../../math/padding.ts'
import { quantileOfSorted } from '../../math/statistics.ts'
import { withExtrapolatedEdges } from './extrapolated-edges.ts'

/**
 * The moving median of a spectrum, smoothed by a Gaussian that spans the window with six standard deviations.
 * @see Friedrichs (1995), Journal of Biomolecular NMR 5, 147–153
 */
export function noiseMedianBaseline(spectrum: Float64Array, half: number): Float64Array {
  const width = 2 * half + 1
  const extended = withExtrapolatedEdges(spectrum, half)
  const wide = padded(extended, half, 'edge')
  const medians = extended.map((_, j) => quantileOfSorted(wide.slice(j, j + width).sort(), 0.5))
  const kernel = Float64Array.from({ length: width }, (_, i) => Math.exp(-0.5 * ((6 * (i - half)) / width) ** 2))
  const total = kernel.reduce((sum, value) => sum + value, 0)
  return spectrum.map((_, j) => {
    let sum = 0
    for (let i = 0; i < width; i++) sum += kernel[i]! * medians[j + i]!
    return sum / total
  })
}
