import { padded } from '../../math/padding.ts'
import { boolean, integer, nullable, type Parameter, type ValuesOf } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { innerMovingMean, withExtrapolatedEdges } from './extrapolated-edges.ts'
import { subtractBaselines } from './subtract-baselines.ts'

const smoothHalfWindow: Parameter<number | null> = {
  ...nullable(integer({ initial: 1, min: 0, help: 'Half window of a moving mean beside the clipping; null for none' })),
  initial: null,
}

const params = {
  max_half_window: integer({ initial: 40, min: 1, abbreviation: 'w', help: 'Largest half window, in features' }),
  decreasing: boolean({ initial: true, help: 'From the largest window to the smallest, which is smoother' }),
  smooth_half_window: smoothHalfWindow,
  copy,
}

export function peakClippingBaseline(
  spectrum: Float64Array,
  { max_half_window, decreasing, smooth_half_window }: Omit<ValuesOf<typeof params>, 'copy'>,
): Float64Array {
  const n = spectrum.length
  const widest = Math.min(max_half_window, Math.floor((n - 1) / 2))
  let clipped = withExtrapolatedEdges(spectrum, widest)
  for (let step = 1; step <= widest; step++) {
    const half = decreasing ? widest + 1 - step : step
    const before = clipped
    const kept = smooth_half_window
      ? innerMovingMean(padded(before, smooth_half_window, 'symmetric'), smooth_half_window)
      : before
    clipped = before.slice()
    for (let j = half; j < before.length - half; j++) {
      const bridge = (before[j - half]! + before[j + half]!) / 2
      clipped[j] = before[j]! > bridge ? bridge : kept[j]!
    }
  }
  return clipped.subarray(widest, widest + n)
}

/**
 * Statistics-sensitive non-linear iterative peak clipping (SNIP): at each of many window widths, cut every point down to the
 * middle of its two neighbours at that distance.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing. Windows wider than the spectrum take its width.
 *
 * @throws NotFinite
 * @see Ryan et al. (1988), Nuclear Instruments and Methods in Physics Research B 34(3), 396–402; Morháč & Matoušek (2008),
 * Applied Spectroscopy 62(1), 91–106
 */
export const peakClipping = defineTransform({
  id: 'peak_clipping',
  label: 'SNIP',
  class_path: 'nirs4all.operators.transforms.SNIP',
  aliases: ['nirs4all.operators.SNIP', 'nirs4all.operators.transforms.nirs.SNIP'],
  summary: 'Subtract a baseline found by clipping the peaks of each spectrum',
  formula:
    'x − z; for each w: z[j] = min(z[j], (z[j − w] + z[j + w]) / 2); z starts as x, lines drawn on beyond its ends',
  source: 'Ryan et al. (1988), Nuclear Instruments and Methods in Physics Research B 34(3), 396–402',
  checked_against: 'nirs4all 0.11, within 1e-9',
  params,
  stateless: true,
  fit: () => null,
  transform: (X, _state, values) => subtractBaselines(X, 1, spectrum => peakClippingBaseline(spectrum, values)),
})
