import { GapAtEnd, NothingLeftOfTable, quote } from '../errors/index.ts'
import type { MissingPolicy } from '../records/index.ts'
import { wavelengthsOf } from './axis.ts'
import { isMissingWord } from './number.ts'
import { assignRoles, type NewRoles, type OneTargetSpec, type Roles } from './roles.ts'
import { takeTableColumns, takeTableRows } from './subtable.ts'
import { columnText, nameOfRow, placeOfCell, type Table } from './table.ts'

/**
 * The table after what the spec says of missing values: empty cells, and words such as NA, of the spectra. A missing y
 * can only be dropped with its sample. Nothing is learned from other samples, so nothing leaks between partitions.
 *
 * @param newRoles of samples to predict: they may lack y, and one of them is enough
 * @throws NothingLeftOfTable, GapAtEnd
 */
export function withoutMissing(
  table: Table,
  spec: OneTargetSpec,
  targets: readonly string[],
  newRoles?: (table: Table) => NewRoles,
): Table {
  const { missing: policy = 'abort' } = spec
  if (policy === 'abort') return table
  const others = targets.filter(target => target !== spec.y)
  const roles = newRoles?.(table) ?? assignRoles(table, spec, others)
  const ys = newRoles || roles.y === null ? [] : [roles.y, ...others.map(target => table.columns.indexOf(target))]
  const fewest = newRoles ? 1 : 2
  const cells = missingCells(table, roles.spectra)
  if (policy === 'drop_sample') return dropSamples(table, roles, [...cells, ...missingCells(table, ys)], fewest)
  if (cells.length === 0) return table
  return policy === 'drop_feature' ? dropFeatures(table, roles, cells) : filled(table, roles, cells, policy)
}

type UsedRoles = Pick<Roles, 'spectra' | 'wavelengths' | 'id'>

interface Cell {
  readonly row: number
  readonly column: number
}

function missingCells(table: Table, columns: readonly number[]): Cell[] {
  const suspects = columns.filter(column => table.textCells[column]! + table.emptyCells[column]! > 0)
  const width = table.columns.length
  return suspects.flatMap(column => {
    const cells: Cell[] = []
    for (let row = 0; row < table.rows; row++) {
      if (!Number.isNaN(table.numbers[row * width + column]!)) continue
      const text = table.text(row, column)
      if (text === '' || (isMissingWord(text) && !/inf/i.test(text))) cells.push({ row, column })
    }
    return cells
  })
}

const mostNames = 10

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map(name => quote(name, 40))
  return `${shown.join(', ')}${names.length > mostNames ? ` and ${names.length - mostNames} more` : ''}`
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

function dropSamples(table: Table, roles: UsedRoles, cells: readonly Cell[], fewest: number): Table {
  if (cells.length === 0) return table
  const dropped = new Set(cells.map(({ row }) => row))
  const kept = Int32Array.from(Array.from({ length: table.rows }, (_, row) => row).filter(row => !dropped.has(row)))
  if (kept.length < fewest)
    throw NothingLeftOfTable({ policy: 'drop_sample', what: `${counted(kept.length, 'sample')}` })
  const ids = roles.id === null ? null : columnText(table, roles.id)
  const names = [...dropped].sort((a, b) => a - b).map(row => ids?.[row] || nameOfRow(table, row))
  const note = `Missing values: ${counted(dropped.size, 'sample')} left out: ${listed(names)}.`
  const rest = takeTableRows(table, kept)
  return { ...rest, notes: [...rest.notes, note] }
}

function dropFeatures(table: Table, { spectra }: UsedRoles, cells: readonly Cell[]): Table {
  const dropped = new Set(cells.map(({ column }) => column))
  if (dropped.size === spectra.length) throw NothingLeftOfTable({ policy: 'drop_feature', what: 'no spectral column' })
  const names = table.columns.filter((_, column) => dropped.has(column))
  const rest = takeTableColumns(
    table,
    table.columns.flatMap((_, column) => (dropped.has(column) ? [] : [column])),
  )
  const note = `Missing values: ${counted(dropped.size, 'spectral column')} left out: ${listed(names)}.`
  return { ...rest, notes: [...rest.notes, note] }
}

function filled(
  table: Table,
  roles: UsedRoles,
  cells: readonly Cell[],
  policy: Exclude<MissingPolicy, 'abort' | 'drop_sample' | 'drop_feature'>,
): Table {
  const width = table.columns.length
  const numbers = table.numbers.slice()
  const fill = policy === 'interpolate' ? interpolation(table, roles) : () => policy.fill
  for (const cell of cells) numbers[cell.row * width + cell.column] = fill(cell)
  const [textCells, emptyCells] = [table.textCells.slice(), table.emptyCells.slice()]
  for (const { row, column } of cells) (table.text(row, column) === '' ? emptyCells : textCells)[column]!--
  const rows = [...new Set(cells.map(({ row }) => row))].sort((a, b) => a - b)
  const ids = rows.map(row => (roles.id === null ? nameOfRow(table, row) : table.text(row, roles.id)))
  const how = policy === 'interpolate' ? 'interpolated along their spectrum' : `filled with ${policy.fill}`
  const note = `Missing values: ${cells.length} ${how}, in ${counted(rows.length, 'sample')}: ${listed(ids)}.`
  return { ...table, numbers, textCells, emptyCells, notes: [...table.notes, note] }
}

/** Linear between the nearest values of the same spectrum, by wavelength where there are any, else by position. */
function interpolation(table: Table, { spectra, wavelengths }: UsedRoles): (cell: Cell) => number {
  const width = table.columns.length
  const stated = wavelengths ? wavelengthsOf(table.columns) : null
  const x = spectra.map((column, i) => stated?.[column]?.value ?? i)
  const places = new Map(spectra.map((column, i) => [column, i]))
  return ({ row, column }) => {
    const at = places.get(column)!
    const value = (i: number) => table.numbers[row * width + spectra[i]!]!
    const isKnown = (i: number) => !Number.isNaN(value(i))
    let [left, right] = [at - 1, at + 1]
    while (left >= 0 && !isKnown(left)) left--
    while (right < spectra.length && !isKnown(right)) right++
    if (left < 0 || right >= spectra.length) throw GapAtEnd({}).at(placeOfCell(table, row, column))
    const share = (x[at]! - x[left]!) / (x[right]! - x[left]!)
    return value(left) + share * (value(right) - value(left))
  }
}
