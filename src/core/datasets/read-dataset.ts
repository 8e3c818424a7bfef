import { isAbsolute, join, resolve } from 'node:path'
import { DuplicateDataset, EmptyTable, located, N4aError } from '../errors/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { DatasetSpec, DescribedDataset, Detection } from '../records/index.ts'
import { labelsOf, spectraOf } from './columns.ts'
import { loadConventionSources } from './conventions/assemble.ts'
import type { ConventionFiles } from './conventions/convention-files.ts'
import { findConvention } from './conventions/find-convention.ts'
import type { Dataset } from './dataset.ts'
import { describeDataset } from './describe-dataset.ts'
import { detectionsOf } from './detections.ts'
import { type LoadedTable, loadTable, stemOf } from './load-table.ts'
import { notesOnColumns } from './notes.ts'
import { openTable, tableKey } from './open-table.ts'
import { type Partitions, partitionByColumn, wholeTable } from './partition.ts'
import { assignRoles, type OneTargetSpec, type Roles } from './roles.ts'
import { partitionByFile } from './rows-file.ts'
import { besideSpectra, type JoinedSources, joinedHash, joinSources, type LoadedSource } from './sources.ts'
import { columnText, nameOfRow, type Table } from './table.ts'
import { axisOf } from './table-axis.ts'
import { readTarget } from './target.ts'

export interface ReadDataset {
  readonly dataset: Dataset
  readonly record: DescribedDataset
  /** What was detected rather than told: sentences. */
  readonly notes: readonly string[]
  /** Each thing that was understood, with its reason. */
  readonly detections?: readonly Detection[]
}

/** The files of one dataset. */
interface Files extends Source {
  /** Of other instruments. */
  readonly others: readonly LoadedSource[]
}

/** Further files of a dataset. */
export async function loadSources(
  { sources = [] }: DatasetSpec,
  baseDirectory: string,
  files: ConventionFiles | null,
): Promise<readonly LoadedSource[]> {
  const given = sources.map(async ({ name, path }) => {
    const whole = resolve(pathFrom(baseDirectory, path))
    return { name, path: whole, loaded: await loadTable(whole) }
  })
  return [...(await loadConventionSources(files)), ...(await Promise.all(given))]
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
  for (const given of specs) {
    const path = pathFrom(baseDirectory, given.path)
    const convention = findConvention(path, given)
    const spec = convention?.spec ?? given
    const key = tableKey(resolve(path), spec)
    const loaded = () => openTable(path, spec, baseDirectory, convention?.files ?? null)
    const source = sources.get(key) ?? { loaded: await loaded(), spectra: new Map() }
    sources.set(key, source)
    const others = await loadSources(spec, baseDirectory, convention?.files ?? null)
    const together = await Promise.all(
      oneTargetSpecs(withTargets(spec, source.loaded.table.columns), path).map(one =>
        interpret(one, path, { ...source, others }, baseDirectory),
      ),
    )
    read.push(...joined(together))
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

/** One target of a spec, with those that were asked for beside it. */
interface TargetSpec {
  readonly spec: OneTargetSpec
  readonly joint: DescribedDataset['joint']
}

/** `fat,protein` names two targets where no column is called so. */
function withTargets(spec: DatasetSpec, columns: readonly string[]): DatasetSpec {
  const { y } = spec
  if (y === undefined) return spec
  const given = typeof y === 'string' ? [y] : y
  const names = given.flatMap(name => (columns.includes(name) ? [name] : name.split(',').map(part => part.trim())))
  const targets = [...new Set(names.filter(name => name !== ''))]
  return targets.length > 1 ? { ...spec, y: targets } : { ...spec, y: targets[0] ?? given[0]! }
}

function oneTargetSpecs({ y, ...rest }: DatasetSpec, path: string): readonly TargetSpec[] {
  if (y === undefined || typeof y === 'string')
    return [{ spec: { ...rest, ...(y !== undefined && { y }) }, joint: undefined }]
  const name = rest.name ?? null
  return y.map(target => ({
    spec: { ...rest, y: target, name: name === null ? defaultName(stemOf(path), target) : `${name}_${target}` },
    joint: { targets: y, name },
  }))
}

/** Datasets whose targets are quantities and were asked for together know of each other. */
function joined(read: readonly ReadDataset[]): readonly ReadDataset[] {
  const [first] = read
  if (!first || read.length < 2) return read
  const classes = read.find(({ dataset }) => dataset.classes !== null)?.dataset.target
  if (classes !== undefined) {
    const note = `Each target is modelled by itself, because ${classes} holds classes.`
    return read.map(one => ({ ...one, notes: [...one.notes, note] }))
  }
  const n = read.length
  const values = new Float64Array(first.dataset.y.length * n)
  read.forEach(({ dataset }, t) => {
    dataset.y.forEach((value, i) => {
      values[i * n + t] = value
    })
  })
  const Y = { rows: first.dataset.y.length, columns: n, values }
  const joint = { targets: read.map(({ dataset }) => dataset.target), Y }
  return read.map(one => ({ ...one, dataset: { ...one.dataset, joint } }))
}

async function interpret(
  { spec, joint }: TargetSpec,
  path: string,
  source: Files,
  baseDirectory: string,
): Promise<ReadDataset> {
  const loaded = withHashOfAll(source)
  const others = joint?.targets.filter(target => target !== spec.y) ?? []
  const columns = located({ file: path }, () => readColumns(spec, source, others))
  const { roles, target, sample_ids, groups, metadata } = columns
  const joinedX = sharedJoin(spec, path, source, columns)
  const axis = joinedX ? null : columns.axis
  const X = joinedX?.X ?? columns.X
  const { train, test, notes } = await partitionRows(spec, path, loaded.table, roles, baseDirectory)
  const { y, classes, task_type, task_type_reason } = target
  const dataset: Dataset = {
    name: spec.name ?? defaultName(stemOf(path), spec.y),
    target: loaded.table.columns[roles.y]!,
    task_type,
    X,
    y,
    classes,
    axis,
    sources: joinedX?.sources ?? null,
    sample_ids,
    groups,
    metadata,
    joint: null,
    train,
    test,
  }
  return {
    dataset,
    record: describeDataset({
      dataset,
      spec: withAbsolutePaths(spec, baseDirectory),
      loaded,
      path: resolve(path),
      task_type_reason,
      joint,
      sources: source.others,
    }),
    detections: detectionsOf(loaded.table, roles, spec, axis, target),
    notes: [
      ...loaded.table.notes,
      ...notesOnColumns(loaded.table, roles, spec, columns),
      ...(joinedX?.notes ?? []),
      ...notes,
      `Task: ${task_type} (${task_type_reason}).`,
    ],
  }
}

/** The spectra of all instruments side by side, once for each choice of columns; null where there is one. */
function sharedJoin(
  spec: OneTargetSpec,
  path: string,
  { loaded, others, spectra }: Files,
  columns: Columns,
): JoinedSources | null {
  if (others.length === 0) return null
  const name = spec.source_name ?? stemOf(path)
  const { X, axis, roles } = columns
  const joined = joinSources({ name, X, axis, ...besideSpectra(loaded.table, roles) }, others)
  const key = JSON.stringify([roles.spectra, name, others.map(other => other.path)])
  const shared = spectra.get(key) ?? joined.X
  spectra.set(key, shared)
  return { ...joined, X: shared }
}

/** A table with the hash and the size of all files that its dataset is made of. */
export function withHashOfAll({ loaded, others }: Pick<Files, 'loaded' | 'others'>): LoadedTable {
  if (others.length === 0) return loaded
  const all = [loaded, ...others.map(other => other.loaded)]
  return {
    ...loaded,
    hash: joinedHash(all.map(({ hash }) => hash)),
    file_size: all.reduce((sum, { file_size }) => sum + file_size, 0),
    files: all.flatMap(({ files }) => files),
  }
}

type Columns = ReturnType<typeof readColumns>

function readColumns(spec: OneTargetSpec, source: Source, otherTargets: readonly string[]) {
  const { table } = source.loaded
  if (table.rows < 2) throw EmptyTable({ what: 'only one sample' }).at({ line: table.headerLine })
  const roles = assignRoles(table, spec, otherTargets)
  return {
    roles,
    axis: axisOf(table, roles, spec.header_unit),
    X: sharedSpectra(source, roles.spectra),
    target: readTarget(table, roles.y, spec),
    metadata: metadataOf(table, roles),
    sample_ids:
      roles.id === null
        ? Array.from(table.lines, (_, row) => nameOfRow(table, row))
        : labelsOf(table, roles.id, 'an id'),
    groups: roles.group === null ? null : labelsOf(table, roles.group, 'a group'),
  }
}

/** The columns beside spectra and target. Cells are read when a column is asked for: few runs need any. */
export function metadataOf(table: Table, { unused, group, partition, id }: Omit<Roles, 'y'>): Dataset['metadata'] {
  // One column may have two roles: the id of replicates is their group.
  const beside = new Set([...unused, ...[group, partition, id].filter(column => column !== null)])
  const columns: Record<string, readonly string[]> = {}
  for (const column of beside) {
    let text: readonly string[] | undefined
    Object.defineProperty(columns, table.columns[column]!, {
      enumerable: true,
      get: () => {
        text ??= columnText(table, column)
        return text
      },
    })
  }
  return columns
}

function sharedSpectra({ loaded, spectra }: Source, columns: readonly number[]): Matrix {
  const key = columns.join()
  const X = spectra.get(key) ?? spectraOf(loaded.table, columns)
  spectra.set(key, X)
  return X
}

async function partitionRows(
  { partition }: OneTargetSpec,
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
  return partitionByFile(file, table.rows, table.kept).catch(error => {
    throw error instanceof N4aError ? error.at({ file }) : error
  })
}

/** `<stem>_<y>` where y was chosen, unless the stem already says it. */
function defaultName(stem: string, y: string | undefined): string {
  const said = y === undefined || stem === y || stem.endsWith(`_${y}`) || stem.endsWith(`-${y}`)
  return said ? stem : `${stem}_${y}`
}

/** A record is read again from any folder. */
export function withAbsolutePaths(spec: OneTargetSpec, baseDirectory: string): OneTargetSpec {
  const { partition, reference } = spec
  const absolute = (path: string) => resolve(pathFrom(baseDirectory, path))
  return {
    ...spec,
    ...(partition && 'rows' in partition && { partition: { rows: absolute(partition.rows) } }),
    ...(typeof reference === 'string' && { reference: absolute(reference) }),
    ...(typeof reference === 'object' && { reference: { ...reference, path: absolute(reference.path) } }),
  }
}

export function pathFrom(directory: string, path: string): string {
  return isAbsolute(path) ? path : join(directory, path)
}
