import type { ExclusionChart, ResultChart, TargetChart } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Display, type LineDisplay, type TableDisplay, tableOf } from './display.ts'
import { formatScore } from './format.ts'
import { resultChartDisplays } from './result-charts.ts'
import { classesTable } from './target-charts.ts'

/** So many places along a spectrum stand for all of it. */
const places = 9

/** A chart of a template as tables, for where nothing is drawn. */
export function resultChartTables(chart: ResultChart): readonly TableDisplay[] {
  const displays = resultChartDisplays(chart)
  const { title } = displays[0] ?? chart
  if (chart.kind === 'y_chart') return [chart.classes ? classesTable(chart, title) : binsTable(chart, title)]
  if (chart.kind === 'exclusion_chart') return [excludedTable(chart, title)]
  return displays.flatMap((display: Display): readonly TableDisplay[] => {
    if (display.kind === 'table') return [display]
    return display.kind === 'line' ? [seriesTable(display)] : []
  })
}

/** Values of each series at places spread evenly along x; all series have the same x. */
function seriesTable({ title, x, series, whenEmpty, notes }: LineDisplay): TableDisplay {
  const points = series[0]?.points ?? []
  const count = Math.min(places, points.length)
  const chosen = Array.from({ length: count }, (_, i) => Math.round((i * (points.length - 1)) / Math.max(1, count - 1)))
  const part = count < points.length ? `; ${count} of ${points.length} points, --json prints all` : ''
  return tableOf(
    `${title}${notes.length > 0 ? ` (${notes.join('; ')}${part})` : ''}`,
    [
      textColumn<number>('x', x.unit ? `${x.label} (${x.unit})` : x.label, 0, j => formatPlace(points[j]!.x)),
      ...series.map(({ name, points: own }) => numberColumn<number>(name, name, { priority: 0 }, j => own[j]?.y)),
    ],
    chosen,
    whenEmpty,
  )
}

const formatPlace = (value: number) => String(Number(value.toPrecision(6)))

function binsTable({ edges, sets }: TargetChart, title: string): TableDisplay {
  return tableOf(
    title,
    [
      textColumn<number>('from', 'From', 0, bin => formatScore(edges![bin])),
      textColumn<number>('to', 'Below', 0, bin => formatScore(edges![bin + 1])),
      ...sets.map(({ name, counts }) => countColumn<number>(name, name, 0, bin => counts[bin])),
    ],
    Array.from({ length: edges!.length - 1 }, (_, bin) => bin),
    'There are no samples here.',
  )
}

function excludedTable({ samples, explained }: ExclusionChart, title: string): TableDisplay {
  const excluded = samples.filter(sample => sample.excluded)
  type Sample = (typeof samples)[number]
  return tableOf(
    `${title}: ${excluded.length} of ${samples.length}`,
    [
      textColumn<Sample>('sample_id', 'Sample', 0, ({ sample_id }) => sample_id),
      ...explained.map((share, a) =>
        numberColumn<Sample>(
          `pc${a + 1}`,
          `PC${a + 1} (${formatScore(100 * share)} %)`,
          { priority: 0 },
          ({ scores }) => scores[a],
        ),
      ),
    ],
    excluded,
    `${title}: none of ${samples.length}.`,
  )
}
