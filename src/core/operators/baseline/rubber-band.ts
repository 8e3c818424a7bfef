import { lowerHull } from '../../math/convex-hull.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { subtractBaselines } from './subtract-baselines.ts'

/**
 * Rubber band: subtract the lower convex hull of each spectrum, the band stretched below it from end to end.
 *
 * X: (n_samples, n_features), any unit → same shape and unit, never below 0. Learns nothing. Features count as equally spaced.
 *
 * @throws NotFinite
 * @see Wartewig (2003), IR and Raman Spectroscopy: Fundamental Processing, Wiley-VCH; hull by Andrew (1979)
 */
export const rubberBand = defineTransform({
  id: 'rubber_band',
  label: 'RubberBand',
  class_path: 'n4a.transforms.RubberBand',
  aliases: ['rubberband', 'ConvexHullBaseline'],
  summary: 'Subtract the lower convex hull of each spectrum',
  formula: 'x − lower convex hull of (j, x[j])',
  source: 'Wartewig (2003), IR and Raman Spectroscopy: Fundamental Processing, Wiley-VCH',
  checked_against: 'scipy 1.10.1 (spatial.ConvexHull) on Tecator, within 1e-10',
  params: { copy },
  stateless: true,
  fit: () => null,
  transform: X => subtractBaselines(X, 1, lowerHull),
})
