import type { ChartKind } from '../../pipeline/index.ts'
import type { ResultChart } from '../../records/index.ts'
import { augmentedSpectra } from './augmented-spectra.ts'
import type { ChartRequest } from './chart-place.ts'
import { excludedSamples } from './excluded-samples.ts'
import { foldTargets } from './fold-targets.ts'
import { spectraByTarget } from './spectra-by-target.ts'
import { spectraSpread } from './spectra-spread.ts'
import { targetCounts } from './target-counts.ts'

/** What each kind of chart step draws. */
export const chartMakers: {
  readonly [Kind in ChartKind]: (request: ChartRequest<Kind>) => ResultChart
} = {
  chart_2d: spectraByTarget,
  chart_3d: spectraByTarget,
  spectra_dist: spectraSpread,
  y_chart: targetCounts,
  fold_chart: foldTargets,
  exclusion_chart: excludedSamples,
  augment_chart: augmentedSpectra,
  augment_details_chart: augmentedSpectra,
}
