import { mean, quantileOfSorted, standardDeviation } from '../math/statistics.ts'
import type { DescribedDataset, TargetStatistics } from '../records/index.ts'
import type { Dataset } from './dataset.ts'
import type { LoadedTable } from './load-table.ts'
import type { OneTargetSpec } from './roles.ts'
import type { LoadedSource } from './sources.ts'
import { readingFields } from './validate-reading.ts'

export interface Description {
  readonly dataset: Dataset
  readonly spec: OneTargetSpec
  readonly loaded: LoadedTable
  /** Absolute. */
  readonly path: string
  readonly task_type_reason: string
  readonly joint: DescribedDataset['joint']
  readonly sources: readonly LoadedSource[]
}

/** The record of a dataset that was just read. */
export function describeDataset(description: Description): DescribedDataset {
  const { dataset, spec, task_type_reason, joint } = description
  const { name, task_type, X, y, classes, target, axis, train, test } = dataset
  return {
    name,
    ...describeFiles(description),
    task_type,
    task_type_reason,
    n_samples: X.rows,
    n_features: X.columns,
    n_train: train.length,
    n_test: test.length,
    y_columns: [target],
    y_stats: classes ? {} : { [target]: targetStatistics(y) },
    class_counts: classes && classCounts(y, classes),
    ...describeAxis(axis, dataset.sources),
    partition: spec.partition ?? null,
    ...(joint && { joint }),
    created_at: new Date().toISOString(),
  }
}

/** Where the files are, what they hold, and how they were told to be read. */
export function describeFiles({
  spec,
  loaded,
  path,
  sources,
}: Pick<Description, 'spec' | 'loaded' | 'path' | 'sources'>) {
  const { hash, quick_hash, file_size, files } = loaded
  const named = sources.filter(({ convention }) => !convention)
  return {
    path,
    hash,
    quick_hash,
    file_size,
    files,
    group: spec.group ?? null,
    ...(spec.id !== undefined && { id_column: spec.id }),
    ...(spec.sheet !== undefined && { sheet: spec.sheet }),
    ...(spec.key !== undefined && { key: spec.key }),
    ...(spec.reference !== undefined && { reference: spec.reference }),
    ...readingOf(spec),
    metadata: spec.signal_type === undefined ? {} : { signal_type: spec.signal_type },
    ...(named.length > 0 && {
      sources: named.map(({ name, path, loaded }) => ({ name, path, hash: loaded.hash })),
    }),
    ...(spec.source_name !== undefined && { source_name: spec.source_name }),
  }
}

/** Of several instruments each by itself, and of all where they have one unit. */
export function describeAxis(
  axis: Dataset['axis'],
  sources: Dataset['sources'],
): Pick<DescribedDataset, 'wavelength_range' | 'wavelength_unit' | 'instruments'> {
  if (sources === null) return { wavelength_range: rangeOf(axis?.values), wavelength_unit: axis?.unit ?? null }
  const instruments = sources.map(({ name, from, to, axis, unit }) => ({
    name,
    n_features: to - from,
    wavelength_range: rangeOf(axis ?? undefined),
    wavelength_unit: unit,
  }))
  const units = new Set(instruments.map(({ wavelength_unit }) => wavelength_unit))
  const ends = instruments.flatMap(({ wavelength_range }) => wavelength_range ?? [])
  const common = units.size === 1 && instruments.every(({ wavelength_range }) => wavelength_range !== null)
  return {
    wavelength_range: common ? [Math.min(...ends), Math.max(...ends)] : null,
    wavelength_unit: common ? instruments[0]!.wavelength_unit : null,
    instruments,
  }
}

function rangeOf(axis: Float64Array | undefined): readonly [number, number] | null {
  if (axis === undefined) return null
  const [first, last] = [axis[0]!, axis[axis.length - 1]!]
  return [Math.min(first, last), Math.max(first, last)]
}

/** How the file was read, where anything was told. */
function readingOf(spec: OneTargetSpec): Pick<DescribedDataset, 'reading'> {
  const told = readingFields.filter(field => spec[field] !== undefined)
  if (told.length === 0) return {}
  return { reading: Object.fromEntries(told.map(field => [field, spec[field]])) }
}

function classCounts(y: Float64Array, classes: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Int32Array(classes.length)
  for (const code of y) counts[code]!++
  return Object.fromEntries(classes.map((label, code) => [label, counts[code]!]))
}

/** Of at least two values. */
export function targetStatistics(y: Float64Array): TargetStatistics {
  const sorted = y.toSorted()
  const [q1, median, q3] = [0.25, 0.5, 0.75].map(probability => quantileOfSorted(sorted, probability))
  return {
    min: sorted[0]!,
    q1: q1!,
    median: median!,
    q3: q3!,
    max: sorted.at(-1)!,
    mean: mean(y),
    std: standardDeviation(y, 1),
  }
}
