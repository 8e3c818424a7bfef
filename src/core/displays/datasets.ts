import { groupedDigits, printable } from '../errors/index.ts'
import type { RegisteredDataset, TargetStatistics } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatBytes, formatCount, formatScore, formatTime } from './format.ts'

export const wavelengthUnitTexts = { nm: 'nm', 'cm-1': 'cm⁻¹' } as const

/** `850–1050 nm`. */
export function wavelengthText({
  wavelength_range: range,
  wavelength_unit: unit,
}: Pick<RegisteredDataset, 'wavelength_range' | 'wavelength_unit'>): string | null {
  if (!range) return null
  const [from, to] = range.map(end => String(Number(end.toPrecision(6))))
  return `${from}–${to}${unit ? ` ${wavelengthUnitTexts[unit]}` : ''}`
}

/** `A 40 · B 35`, for labels may hold commas; the most frequent class first. */
function classText(counts: Readonly<Record<string, number>>, most = Number.POSITIVE_INFINITY): string {
  const classes = Object.entries(counts).sort(([, a], [, b]) => b - a)
  const shown = classes.slice(0, most).map(([label, count]) => `${label} ${groupedDigits(count)}`)
  const left = classes.length - shown.length
  return `${shown.join(' · ')}${left > 0 ? ` · … ${left} more` : ''}`
}

const classesInCell = 4

const targetText = ({ y_columns, y_stats, class_counts }: RegisteredDataset) =>
  y_columns
    .map(column => {
      if (class_counts) return `${column}: ${classText(class_counts, classesInCell)}`
      const statistics = y_stats[column]
      return statistics
        ? `${column} ${formatScore(statistics.min)}–${formatScore(statistics.max)}, sd ${formatScore(statistics.std)}`
        : column
    })
    .join('; ')

/** Each target in words: range, mean and sd of quantities, samples of each class. */
export function targetFacts({
  y_columns,
  y_stats,
  class_counts,
}: Pick<RegisteredDataset, 'y_columns' | 'y_stats' | 'class_counts'>): readonly (readonly [string, string | null])[] {
  return y_columns.map(column => {
    if (class_counts) {
      const classes = formatCount(Object.keys(class_counts).length, 'class', 'classes')
      return [printable(column), printable(`${classes}: ${classText(class_counts)}`)]
    }
    const y = y_stats[column]
    return [
      printable(column),
      y
        ? `${formatScore(y.min)} to ${formatScore(y.max)}${quartileText(y)}, mean ${formatScore(y.mean)}, sd ${formatScore(y.std)}`
        : null,
    ]
  })
}

const quartileText = ({ q1, median, q3 }: TargetStatistics): string =>
  q1 === undefined || median === undefined || q3 === undefined
    ? ''
    : `, quartiles ${[q1, median, q3].map(value => formatScore(value)).join(' · ')}`

const timeColumn = (key: 'first_used' | 'last_used', label: string, priority: number): Column<RegisteredDataset> => ({
  ...textColumn<RegisteredDataset>(key, label, priority, dataset => dataset[key]),
  text: dataset => formatTime(dataset[key]),
})

export const datasetColumns: readonly Column<RegisteredDataset>[] = [
  textColumn('name', 'Dataset', 0, dataset => dataset.name),
  textColumn('status', 'Status', 0, dataset => dataset.status),
  countColumn('n_samples', 'Samples', 1, dataset => dataset.n_samples),
  countColumn('n_features', 'Channels', 2, dataset => dataset.n_features),
  numberColumn(
    'n_train',
    'Train / test',
    { priority: 4 },
    dataset => dataset.n_train,
    dataset => `${dataset.n_train} / ${dataset.n_test}`,
  ),
  textColumn('y_columns', 'Target', 3, targetText),
  textColumn('wavelength_range', 'Spectra', 5, wavelengthText),
  textColumn('task_type', 'Task', 6, dataset => dataset.task_type.replace('_', ' ')),
  countColumn('run_count', 'Runs', 6, dataset => dataset.run_count),
  timeColumn('last_used', 'Last used (UTC)', 7),
  timeColumn('first_used', 'First used (UTC)', 9),
  numberColumn(
    'file_size',
    'Size',
    { priority: 8 },
    dataset => dataset.file_size,
    dataset => formatBytes(dataset.file_size),
  ),
  textColumn('version', 'Version', 9, dataset => dataset.version),
  countColumn('versions', 'Versions', 8, dataset => Math.max(1, dataset.versions.length)),
  textColumn('current_path', 'Path', 9, dataset => dataset.current_path ?? dataset.original_path),
  textColumn('id', 'Id', 10, dataset => dataset.id),
]

export function datasetsTable(datasets: readonly RegisteredDataset[]): TableDisplay {
  return tableOf('Datasets', datasetColumns, datasets, 'No datasets yet. A run registers the datasets it uses.')
}
