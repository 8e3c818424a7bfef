import type { Dataset } from '../../datasets/index.ts'
import type { ChainData, Chart, ChartKind } from '../../pipeline/index.ts'
import { preprocessingLabel } from '../../pipeline/index.ts'
import type { ResultChart } from '../../records/index.ts'
import type { WholeFit } from '../fit-whole.ts'
import type { FoldRows } from '../fold-rows.ts'

/** A chart step with the data it is to draw. */
export interface ChartRequest<Kind extends ChartKind = ChartKind> {
  readonly kind: Kind
  readonly chart: Chart
  readonly branch_name: string | null
  readonly dataset: Dataset
  readonly rows: FoldRows
  /** The steps before the chart, on all training rows. */
  readonly fit: WholeFit
}

/** What a kind of chart makes of them: one file a kind. */
export type ChartMaker<Made extends ResultChart> = (request: ChartRequest<Made['kind']>) => Made

export const placeOf = ({ chart, branch_name, dataset }: ChartRequest, title: string) => ({
  title,
  dataset: dataset.name,
  target: dataset.target,
  branch_name,
  preprocessings: preprocessingLabel({ steps: chart.after }),
})

export const wavelengthsOf = ({ dataset }: ChartRequest, { axis }: ChainData) => ({
  wavelengths: axis && Array.from(axis),
  wavelength_unit: axis && (dataset.axis?.unit ?? null),
})
