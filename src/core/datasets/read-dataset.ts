import { isAbsolute, join, resolve } from 'node:path'
import { DuplicateDataset, EmptyTable, located, N4aError } from '../errors/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { DatasetSpec, DescribedDataset } from '../records/index.ts'
import { findWavelength, spectralAxis } from './axis.ts'
import { labelsOf, spectraOf, targetOf } from './columns.ts'
import type { Dataset, SpectralAxis } from './dataset.ts'
import { describeDataset } from './describe-dataset.ts'
import { type LoadedTable, loadTable, stemOf } from './load-table.ts'
import { notesOnColumns } from './notes.ts'
import { type Partitions, partitionByColumn, wholeTable } from './partition.ts'
import { assignRoles, type Roles } from './roles.ts'
import { partitionByFile } from './rows-file.ts'
import type { Table } from './table.ts'
import { detectTask } from './task-type.ts'

export interface ReadDataset {
  readonly dataset: Dataset
  readonly record: DescribedDataset
  /** What was detected rather than told: sentences. */
  readonly notes: readonly string[]
}

/** One file, and the spectra already taken from it. */
interface Source {
  readonly loaded: LoadedTable
  /** By the list of their columns. */
  readonly spectra: Map<string, Matrix>
}

/**
 * The datasets of a run. A file that several of them name is read once, and those with the same spectral columns share X.
 *
 * @param baseDirectory where relative paths start
 * @throws DuplicateDataset and the data errors, with file, line and column
 */
export async function readDatasets(specs: readonly DatasetSpec[], baseDirectory: string): Promise<ReadDataset[]> {
  const sources = new Map<string, Source>()
  const read: ReadDataset[] = []
  for (const spec of specs) {
    const path = pathFrom(baseDirectory, spec.path)
    const key = resolve(path)
    const source = sources.get(key) ?? { loaded: await loadTable(path), spectra: new Map() }
    sources.set(key, source)
    read.push(await interpret(spec, path, source, baseDirectory))
  }
  const names = read.map(({ dataset }) => dataset.name)
  const repeated = names.find((name, i) => names.indexOf(name) !== i)
  if (repeated !== undefined) throw DuplicateDataset({ name: repeated })
  return read
}

/** One dataset. @see readDatasets */
export async function readDataset(spec: DatasetSpec, baseDirectory: string): Promise<ReadDataset> {
  const [read] = await readDatasets([spec], baseDirectory)
  return read!
}

async function interpret(spec: DatasetSpec, path: string, source: Source, baseDirectory: string): Promise<ReadDataset> {
  const { loaded } = source
  const columns = located({ file: path }, () => readColumns(spec, source))
  const { roles, axis, X, y, sample_ids, groups } = columns
  const { train, test, notes } = await partitionRows(spec, path, loaded.table, roles, baseDirectory)
  const detected = detectTask(y)
  const task = spec.task_type
    ? { task_type: spec.task_type, reason: `given; without it ${detected.task_type}, because ${detected.reason}` }
    : detected
  const target = loaded.table.columns[roles.y]!
  const name = spec.name ?? defaultName(stemOf(path), spec.y)
  const dataset: Dataset = { name, target, task_type: task.task_type, X, y, axis, sample_ids, groups, train, test }
  return {
    dataset,
    record: describeDataset({
      dataset,
      spec: withAbsoluteRows(spec, baseDirectory),
      loaded,
      path: resolve(path),
      task_type_reason: task.reason,
    }),
    notes: [
      ...loaded.table.notes,
      ...notesOnColumns(loaded.table, roles, spec, columns),
      ...notes,
      `Task: ${task.task_type} (${task.reason}).`,
    ],
  }
}

function readColumns(spec: DatasetSpec, source: Source) {
  const { table } = source.loaded
  if (table.rows < 2) throw EmptyTable({ what: 'only one sample' }).at({ line: table.headerLine })
  const roles = assignRoles(table, spec)
  return {
    roles,
    axis: axisOf(table, roles),
    X: sharedSpectra(source, roles.spectra),
    y: targetOf(table, roles.y),
    sample_ids:
      roles.id === null ? Array.from(table.lines, line => `line_${line}`) : labelsOf(table, roles.id, 'an id'),
    groups: roles.group === null ? null : labelsOf(table, roles.group, 'a group'),
  }
}

function axisOf(table: Table, { spectra, wavelengths }: Roles): SpectralAxis | null {
  if (!wavelengths) return null
  return located({ line: table.headerLine }, () =>
    spectralAxis(spectra.map(column => findWavelength(table.columns[column]!)!)),
  )
}

function sharedSpectra({ loaded, spectra }: Source, columns: readonly number[]): Matrix {
  const key = columns.join()
  const X = spectra.get(key) ?? spectraOf(loaded.table, columns)
  spectra.set(key, X)
  return X
}

async function partitionRows(
  { partition }: DatasetSpec,
  path: string,
  table: Table,
  roles: Roles,
  baseDirectory: string,
): Promise<Partitions> {
  // A splitter is an operator, and datasets know none: the engine divides afterwards.
  if (!partition || 'test_size' in partition) return wholeTable(table.rows)
  if ('column' in partition) {
    return located({ file: path }, () => partitionByColumn(table, roles.partition!, partition))
  }
  const file = pathFrom(baseDirectory, partition.rows)
  return partitionByFile(file, table.rows).catch(error => {
    throw error instanceof N4aError ? error.at({ file }) : error
  })
}

/** `<stem>_<y>` where y was chosen, unless the stem already says it. */
function defaultName(stem: string, y: string | undefined): string {
  const said = y === undefined || stem === y || stem.endsWith(`_${y}`) || stem.endsWith(`-${y}`)
  return said ? stem : `${stem}_${y}`
}

/** A record is read again from any folder. */
function withAbsoluteRows(spec: DatasetSpec, baseDirectory: string): DatasetSpec {
  const { partition } = spec
  if (!partition || !('rows' in partition)) return spec
  return { ...spec, partition: { rows: resolve(pathFrom(baseDirectory, partition.rows)) } }
}

function pathFrom(directory: string, path: string): string {
  return isAbsolute(path) ? path : join(directory, path)
}
