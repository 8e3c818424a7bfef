import { WrongShape } from '../errors/index.ts'
import type { DatasetSpec, OwnDataset } from '../records/index.ts'
import type { OwnColumn, Workspace } from '../workspace/index.ts'

/**
 * Own arrays as a table in the workspace, so that resuming, explaining and predicting in another process find them again.
 * @throws WrongShape naming the array and the row
 */
export async function saveOwnDataset(workspace: Workspace, own: OwnDataset): Promise<DatasetSpec> {
  const { name = 'own', task_type, partition } = own
  const { columns, targets, grouped, wavelengths } = ownColumns(own)
  const path = await workspace.saveTable(name, columns)
  return {
    path,
    name,
    y: targets.length === 1 ? targets[0]! : targets,
    id: 'sample_id',
    ...(grouped && { group: 'group' }),
    ...(task_type !== undefined && { task_type }),
    ...(partition !== undefined && { partition }),
    // Without wavelengths the columns of the spectra are counted.
    ...(!wavelengths && { header_unit: 'index' as const }),
  }
}

function ownColumns({ X, y, wavelengths, sample_ids, groups, metadata = {} }: OwnDataset) {
  const rows = lengthOf('X', X)
  if (rows === 0) throw WrongShape({ what: '`X`', expected: 'at least one sample', received: [] }).at({ field: 'X' })
  const width = lengthOf('X[0]', X[0])
  for (const [i, row] of X.entries()) checkLength(`X[${i}]`, row, width, 'values, as in the first row')
  const targets = isRecord(y) ? Object.entries(y) : [['y', y] as const]
  if (wavelengths) checkLength('wavelengths', wavelengths, width, 'wavelengths, one a column of X')
  const headers = wavelengths ? Array.from(wavelengths, String) : Array.from({ length: width }, (_, j) => String(j + 1))
  const columns: OwnColumn[] = [
    {
      name: 'sample_id',
      values: sample_ids ? texts('sample_ids', sample_ids, rows) : X.map((_, i) => String(i + 1)),
    },
    ...(groups ? [{ name: 'group', values: texts('groups', groups, rows) }] : []),
    ...targets.map(([name, values]) => ({ name, values: column(isRecord(y) ? `y.${name}` : 'y', values, rows) })),
    ...Object.entries(metadata).map(([name, values]) => ({ name, values: texts(`metadata.${name}`, values, rows) })),
    ...headers.map((name, j) => ({ name, values: spectralColumn(X, j) })),
  ]
  const seen = new Set<string>()
  for (const { name } of columns) {
    if (seen.has(name)) {
      throw WrongShape({ what: 'The names of columns', expected: 'each of them once', received: name })
    }
    seen.add(name)
  }
  return {
    columns,
    targets: targets.map(([name]) => name),
    grouped: groups !== undefined,
    wavelengths: wavelengths !== undefined,
  }
}

const isRecord = (y: OwnDataset['y']): y is Extract<OwnDataset['y'], Readonly<Record<string, unknown>>> =>
  typeof y === 'object' && y !== null && !Array.isArray(y) && !ArrayBuffer.isView(y)

const isList = (values: unknown): values is ArrayLike<unknown> => Array.isArray(values) || ArrayBuffer.isView(values)

export function lengthOf(field: string, values: unknown): number {
  if (isList(values)) return values.length
  throw WrongShape({ what: `\`${field}\``, expected: 'an array', received: values }).at({ field })
}

export function checkLength(field: string, values: unknown, wanted: number, of: string): void {
  const length = lengthOf(field, values)
  if (length === wanted) return
  throw WrongShape({ what: `\`${field}\``, expected: `${wanted} ${of}`, received: length }).at({ field })
}

export function finite(field: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw WrongShape({ what: `\`${field}\``, expected: 'a finite number', received: value }).at({ field })
}

const spectralColumn = (X: OwnDataset['X'], j: number): Float64Array =>
  Float64Array.from(X, (row, i) => finite(`X[${i}][${j}]`, row[j]))

export function texts(field: string, values: readonly (string | number)[], rows: number): readonly string[] {
  checkLength(field, values, rows, 'values, one a sample')
  return Array.from(values, (value, i) => {
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    const place = `${field}[${i}]`
    throw WrongShape({ what: `\`${place}\``, expected: 'a text or a number', received: value }).at({ field: place })
  })
}

/** Numbers, or labels where the first is a text. */
function column(field: string, values: ArrayLike<unknown>, rows: number): Float64Array | readonly string[] {
  checkLength(field, values, rows, 'values, one a sample')
  if (typeof values[0] === 'string') return texts(field, values as readonly string[], rows)
  return Float64Array.from(values as ArrayLike<number>, (value, i) => finite(`${field}[${i}]`, value))
}
