import { ChooseTarget, ColumnRolesConflict, MissingHeader, NoSpectra, UnknownColumn } from '../errors/index.ts'
import type { DatasetSpec } from '../records/index.ts'
import { findWavelength, wavelengthsOf } from './axis.ts'
import { isNumeric, type Table } from './table.ts'

/** A dataset with one target. */
export type OneTargetSpec = Omit<DatasetSpec, 'y'> & { readonly y?: string }

/** Which column is what, by index. */
export interface Roles {
  readonly spectra: readonly number[]
  /** Whether the headers of the spectral columns are numbers. */
  readonly wavelengths: boolean
  readonly y: number
  readonly id: number | null
  readonly group: number | null
  readonly partition: number | null
  /** Columns that nothing uses. */
  readonly unused: readonly number[]
}

/** The roles in a table of new samples, which may lack reference values. */
export interface NewRoles extends Omit<Roles, 'y'> {
  readonly y: number | null
}

const idNames = new Set(['sample', 'sample_id', 'sampleid', 'id'])

/**
 * Spectral columns are those whose header is a number; where none is, every numeric column without another role.
 *
 * @throws UnknownColumn, ColumnRolesConflict, ChooseTarget, MissingHeader, NoSpectra
 */
export function assignRoles(table: Table, spec: OneTargetSpec, otherTargets: readonly string[] = []): Roles {
  return rolesOf(table, spec, otherTargets, candidates => onlyCandidate(table, candidates))
}

/** The same of new samples: without `y` there are no reference values. @throws UnknownColumn, ColumnRolesConflict, NoSpectra */
export function assignNewRoles(table: Table, spec: OneTargetSpec): NewRoles {
  return rolesOf(table, spec, [], () => null)
}

function rolesOf<Y extends number | null>(
  table: Table,
  spec: OneTargetSpec,
  otherTargets: readonly string[],
  chooseTarget: (candidates: readonly number[]) => Y,
): Omit<Roles, 'y'> & { readonly y: number | Y } {
  const { columns } = table
  const named = (role: string, column: string | undefined) =>
    column === undefined ? null : findColumn(table, role, column)
  const givenY = named('y', spec.y)
  const group = named('group', spec.group)
  const partition = spec.partition && 'column' in spec.partition ? named('partition', spec.partition.column) : null
  const givenId = named('id', spec.id)
  const others = otherTargets.map(target => findColumn(table, 'y', target))
  for (const [role, column] of [
    ['group', group],
    ['the partition', partition],
    ['id', givenId],
  ] as const) {
    if (column !== null && column === givenY) {
      throw ColumnRolesConflict({ column: columns[column]!, roles: ['y', role] }).at({ field: columns[column]! })
    }
  }
  const id = givenId ?? detectId(table, givenY)
  const free = columns.map((_, i) => i).filter(i => ![givenY, group, partition, id, ...others].includes(i))
  const stated = wavelengthsOf(columns)
  const isSpectrum = (i: number) => (table.kinds?.[i] ?? 'spectra') === 'spectra'
  const numbered = free.filter(i => stated[i] && isSpectrum(i))
  const wavelengths = numbered.length > 0
  // An id that repeats (replicates) is no id here, but still no spectrum and no target.
  const numeric = free.filter(i => isNumeric(table, i) && !isIdName(columns[i]!, i))
  const y = givenY ?? chooseTarget(targetCandidates(table, numeric, numbered))
  const spectra = (wavelengths ? numbered : numeric.filter(isSpectrum)).filter(i => i !== y)
  if (spectra.length === 0) throw NoSpectra({ columns: columns.length })
  const used = new Set([...spectra, y, id, group, partition])
  return { spectra, wavelengths, y, id, group, partition, unused: free.filter(i => !used.has(i)) }
}

function findColumn(table: Table, role: string, column: string): number {
  const index = table.columns.indexOf(column)
  if (index >= 0) return index
  throw UnknownColumn({ role, column, known: table.columns }).at({ line: table.headerLine, field: column })
}

/** A usual name for ids, or the nameless first column that table tools write. */
export function isIdName(name: string, column: number): boolean {
  return idNames.has(name.toLowerCase().replace(/[ -]/g, '_')) || (name === '' && column === 0)
}

/** A column with the name of an id, if each of its values stands once. */
export function detectId(table: Table, y: number | null): number | null {
  const detected = table.columns.findIndex((name, column) => {
    if (!isIdName(name, column) || column === y || table.emptyCells[column]! > 0) return false
    const seen = new Set<string>()
    for (let row = 0; row < table.rows; row++) seen.add(table.text(row, column))
    return seen.size === table.rows
  })
  return detected < 0 ? null : detected
}

/** Reference values of another file come first; metadata is never taken for a target. */
function targetCandidates({ kinds, columns }: Table, numeric: readonly number[], spectra: readonly number[]): number[] {
  const reference = columns.flatMap((_, i) => (kinds?.[i] === 'reference' ? [i] : []))
  if (reference.length === 1) return reference
  const numericReference = numeric.filter(i => reference.includes(i))
  if (numericReference.length > 0) return numericReference
  const spectral = new Set(spectra)
  return numeric.filter(i => !spectral.has(i) && kinds?.[i] !== 'metadata')
}

function onlyCandidate(table: Table, candidates: readonly number[]): number {
  if (candidates.length === 1) return candidates[0]!
  if (table.columns.every(name => findWavelength(name))) throw MissingHeader({}).at({ line: table.headerLine })
  throw ChooseTarget({ candidates: candidates.map(i => table.columns[i]!) }).at({ line: table.headerLine })
}
