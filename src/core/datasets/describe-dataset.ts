import { mean, standardDeviation } from '../math/statistics.ts'
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
    ...describeAxis(axis),
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
  const { hash, quick_hash, file_size } = loaded
  const named = sources.filter(({ convention }) => !convention)
  return {
    path,
    hash,
    quick_hash,
    file_size,
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

export function describeAxis(axis: Dataset['axis']): Pick<DescribedDataset, 'wavelength_range' | 'wavelength_unit'> {
  const ends = axis ? [axis.values[0]!, axis.values[axis.values.length - 1]!] : null
  return {
    wavelength_range: ends ? [Math.min(...ends), Math.max(...ends)] : null,
    wavelength_unit: axis?.unit ?? null,
  }
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
  return {
    min: y.reduce((a, b) => Math.min(a, b)),
    max: y.reduce((a, b) => Math.max(a, b)),
    mean: mean(y),
    std: standardDeviation(y, 1),
  }
}
