import type { Separation } from '../chain/separation.ts'
import type { ChainStep } from '../pipeline.ts'

/** Chart steps of the Python library: they change nothing, and say what the faces should draw. */
export const chartKinds = [
  'chart_2d',
  'chart_3d',
  'y_chart',
  'fold_chart',
  'augment_chart',
  'augment_details_chart',
  'exclusion_chart',
  'spectra_dist',
] as const

export type ChartKind = (typeof chartKinds)[number]

export interface Chart {
  readonly kind: ChartKind
  /** What spectra have been through where it stands. */
  readonly after: readonly ChainStep[]
  /** Name of the branch it stands in; null where it stands in none. */
  readonly branch: string | null
  /** The rows it is of, where a branch separates samples. */
  readonly separation: Separation | null
}

export const isChartKind = (value: unknown): value is ChartKind => chartKinds.some(kind => kind === value)

/** Steps as a template would write them, without those that draw, at any depth: what pipelines that compute the same share. */
export function withoutCharts(written: unknown): unknown {
  if (Array.isArray(written)) return written.filter(item => !isChartKind(item)).map(withoutCharts)
  if (typeof written !== 'object' || written === null) return written
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, withoutCharts(value)]))
}
