import { augmentersOf } from '../../pipeline/index.ts'
import type { AugmentationChart } from '../../records/index.ts'
import type { ChartMaker } from './chart-place.ts'
import { placeOf, wavelengthsOf } from './chart-place.ts'
import { summariesOf } from './spectrum-summary.ts'

/** Training spectra that were there before, that augmentations added, and all of them; with details also of each augmenter. */
export const augmentedSpectra: ChartMaker<AugmentationChart> = request => {
  const { kind, fit, chart } = request
  const { X, indices } = fit.training
  const places = Array.from({ length: X.rows }, (_, i) => i)
  const added = places.filter(i => indices![i]! < 0)
  const augmenters = kind === 'augment_details_chart' ? augmentersOf(chart.after) : []
  const byAugmenter = augmenters.map(({ operator }, a) => ({
    name: `${a + 1} ${operator.label}`,
    places: places.filter(i => indices![i] === -1 - a),
  }))
  const all = [
    { name: 'before', places: places.filter(i => indices![i]! >= 0) },
    { name: 'added', places: added },
    ...byAugmenter,
    { name: 'after', places },
  ]
  return {
    kind,
    ...placeOf(request, 'Augmented training spectra'),
    ...wavelengthsOf(request, fit.training),
    sets: added.length > 0 ? summariesOf(X, all) : [],
  }
}
