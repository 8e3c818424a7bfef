import type { AnyFilter } from '../operator.ts'
import { compositeFilterOf } from './composite-filter.ts'
import { highLeverageFilter } from './high-leverage-filter.ts'
import { metadataFilter } from './metadata-filter.ts'
import { spectralQualityFilter } from './spectral-quality-filter.ts'
import { xOutlierFilter } from './x-outlier-filter.ts'
import { yOutlierFilter } from './y-outlier-filter.ts'

/** Filters of samples. A new one is a file and a line here. */
const single: readonly AnyFilter[] = [
  yOutlierFilter,
  xOutlierFilter,
  highLeverageFilter,
  spectralQualityFilter,
  metadataFilter,
]

export const filters: readonly AnyFilter[] = [...single, compositeFilterOf(single)]
