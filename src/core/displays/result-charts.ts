import { printable } from '../errors/index.ts'
import type { ResultChart } from '../records/index.ts'
import type { Display, TableDisplay } from './display.ts'
import { augmentationDisplays, type ChartWords, exclusionScatter, groupLines, spreadLines } from './spectral-charts.ts'
import { foldTargetsTable, targetDisplays } from './target-charts.ts'

function wordsOf({ kind, title, preprocessings, branch_name }: ResultChart): ChartWords {
  // Spectra alone go through the steps; what filters left of the target is told by its counts.
  const raw = preprocessings === 'raw' || kind === 'y_chart' || kind === 'fold_chart'
  const after = raw ? '' : ` after ${preprocessings}`
  const branch = branch_name === null ? '' : ` in branch ${branch_name}`
  return {
    title: printable(`${title}${after}${branch}`),
    signal: { label: raw ? 'Signal as measured' : `Signal${printable(after)}`, unit: null },
  }
}

/** A chart of a template as drawings, in the order to show them. */
export function resultChartDisplays(chart: ResultChart): readonly Display[] {
  const words = wordsOf(chart)
  switch (chart.kind) {
    case 'chart_2d':
    case 'chart_3d':
      return groupLines(chart, words)
    case 'spectra_dist':
      return spreadLines(chart, words)
    case 'augment_chart':
    case 'augment_details_chart':
      return augmentationDisplays(chart, words)
    case 'y_chart':
      return targetDisplays(chart, words)
    case 'fold_chart':
      return foldTargetsTable(chart, words)
    case 'exclusion_chart':
      return exclusionScatter(chart, words)
  }
}

/** Where a template asks for none. */
export const noCharts: TableDisplay = {
  kind: 'table',
  title: 'Charts of the template',
  columns: [],
  rows: [],
  whenEmpty: 'The template of this result has no chart steps, such as chart_2d, y_chart or fold_chart.',
}
