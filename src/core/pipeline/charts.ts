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
  /** The preprocessing that has been applied where it stands, as concrete steps. */
  readonly after: readonly unknown[]
}

export const isChartKind = (value: unknown): value is ChartKind => chartKinds.some(kind => kind === value)
