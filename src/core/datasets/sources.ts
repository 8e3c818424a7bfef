import { createHash } from 'node:crypto'
import { located, NoSpectra, printable, SourceMismatch, WrongShape } from '../errors/index.ts'
import { type Matrix, takeRows } from '../math/matrix.ts'
import { sideBySide } from '../math/side-by-side.ts'
import type { SourceSpec } from '../records/index.ts'
import { findWavelength, spectralAxis } from './axis.ts'
import { labelsOf, spectraOf } from './columns.ts'
import type { SpectralAxis, SpectralSource } from './dataset.ts'
import type { LoadedTable } from './load-table.ts'
import { isIdName, type Roles } from './roles.ts'
import { columnText, isNumeric, type Table } from './table.ts'

/** A further file, as loaded. */
export interface LoadedSource extends SourceSpec {
  readonly loaded: LoadedTable
  /** Its folder or configuration names it, so that a record of the dataset need not. */
  readonly convention?: true
}

/** The spectra of the main file. */
export interface MainSource {
  readonly name: string
  readonly X: Matrix
  readonly axis: SpectralAxis | null
  /** The column of ids, whether or not they repeat; null where there is none. */
  readonly id: { readonly name: string; readonly values: readonly string[] } | null
  /** Names of its columns that are no spectra. */
  readonly beside: readonly string[]
  /** 1-based line of each row. */
  readonly lines: ArrayLike<number>
}

export interface JoinedSources {
  readonly X: Matrix
  readonly sources: readonly SpectralSource[]
  readonly notes: readonly string[]
}

/** What further files are matched to: columns and rows of the main file that are no spectra. */
export function besideSpectra(
  table: Table,
  roles: Pick<Roles, 'id' | 'spectra'>,
): Pick<MainSource, 'id' | 'beside' | 'lines'> {
  const column = roles.id ?? findIdColumn(table, undefined)
  const spectral = new Set(roles.spectra)
  return {
    id: column === null ? null : { name: table.columns[column]!, values: columnText(table, column) },
    beside: table.columns.filter((_, at) => !spectral.has(at)),
    lines: table.lines,
  }
}

/**
 * Put the spectra of further files beside those of the main one, sample by sample: by id where both files have ids, else in the
 * order of their rows.
 * @throws SourceMismatch where a sample is missing or repeats, or the rows are not equally many; NoSpectra; WrongShape where
 * two have one name
 */
export function joinSources(main: MainSource, others: readonly LoadedSource[]): JoinedSources {
  if (others.some(({ name }) => name === main.name)) {
    const expected = `another name than ${main.name}, or source_name for the main file`
    throw WrongShape({ what: 'The name of a source', expected, received: main.name }).at({ field: 'sources' })
  }
  const parts = [{ X: main.X, axis: main.axis }]
  const notes: string[] = []
  for (const { name, path, loaded } of others) {
    located({ file: path }, () => {
      const source = readSource(loaded.table, main)
      const rows = matchedRows(main, name, source.ids, loaded.table)
      parts.push({ X: rows.order ? takeRows(source.X, rows.order) : source.X, axis: source.axis })
      notes.push(`Source ${name}: ${source.X.columns} columns, matched by ${rows.by}.`)
    })
  }
  let at = 0
  const sources = parts.map(({ X, axis }, i): SpectralSource => {
    const from = at
    at += X.columns
    const name = i === 0 ? main.name : others[i - 1]!.name
    return { name, from, to: at, axis: axis?.values ?? null, unit: axis?.unit ?? null }
  })
  return { X: sideBySide(parts.map(({ X }) => X)), sources, notes }
}

/** Of the hashes of all files of a dataset, in their order. */
export function joinedHash(hashes: readonly string[]): string {
  return `sha256:${createHash('sha256').update(hashes.join('\n')).digest('hex')}`
}

/**
 * Spectral columns are those whose header is a number; where none is, every numeric column that is no id and has no meaning in
 * the main file: its y must not come back as a spectrum.
 * @throws NoSpectra
 */
function readSource(table: Table, { id, beside }: MainSource) {
  const idColumn = findIdColumn(table, id?.name)
  const free = table.columns.map((_, column) => column).filter(column => column !== idColumn)
  const numbered = free.filter(column => findWavelength(table.columns[column]!))
  const isSpectral = (column: number) => {
    const name = table.columns[column]!
    return isNumeric(table, column) && !isIdName(name, column) && !beside.includes(name)
  }
  const columns = numbered.length > 0 ? numbered : free.filter(isSpectral)
  if (columns.length === 0) throw NoSpectra({ columns: table.columns.length })
  const axis =
    numbered.length > 0
      ? located({ line: table.headerLine }, () =>
          spectralAxis(numbered.map(column => findWavelength(table.columns[column]!)!)),
        )
      : null
  return { X: spectraOf(table, columns), axis, ids: idColumn === null ? null : labelsOf(table, idColumn, 'an id') }
}

/** The column that is called as the ids of the main file are, or else as ids usually are, whether or not its values repeat. */
function findIdColumn(table: Table, name: string | undefined): number | null {
  const same = name === undefined ? -1 : table.columns.indexOf(name)
  const column = same >= 0 ? same : table.columns.findIndex(isIdName)
  return column < 0 ? null : column
}

function matchedRows(main: MainSource, name: string, ids: readonly string[] | null, { rows, lines }: Table) {
  const wanted = main.id?.values ?? null
  if (wanted === null || ids === null) {
    if (rows === main.X.rows) return { order: null, by: 'row' }
    throw SourceMismatch({ source: name, reason: `it has ${rows} rows, and the dataset ${main.X.rows}` })
  }
  // Replicates have one id each; in the same order there is nothing to choose.
  if (ids.length === wanted.length && ids.every((id, row) => id === wanted[row]))
    return { order: null, by: 'sample id' }
  const places = new Map<string, number>()
  ids.forEach((id, row) => {
    if (places.has(id)) {
      const reason = `sample ${printable(id)} stands twice in it, and it is not in the order of the dataset`
      throw SourceMismatch({ source: name, reason }).at({ line: lines[row]! })
    }
    places.set(id, row)
  })
  const missing = [...new Set(wanted)].filter(id => !places.has(id))
  if (missing.length > 0) {
    const shown = missing
      .slice(0, 3)
      .map(id => `${printable(id)} (line ${main.lines[wanted.indexOf(id)]} of the main file)`)
    const reason = `it lacks ${missing.length} of the samples: ${shown.join(', ')}${missing.length > 3 ? ', …' : ''}`
    throw SourceMismatch({ source: name, reason })
  }
  const known = new Set(wanted)
  const left = ids.filter(id => !known.has(id)).length
  const shared = wanted.length - known.size
  const said = [
    ...(left > 0 ? [`${left} of its samples are not in the dataset`] : []),
    ...(shared > 0 ? [`its spectra stand beside each replicate`] : []),
  ]
  const order = Int32Array.from(wanted, id => places.get(id)!)
  return { order, by: `sample id${said.length > 0 ? ` (${said.join('; ')})` : ''}` }
}
