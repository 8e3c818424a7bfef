import { createHash } from 'node:crypto'
import { located, SourceMismatch, WrongShape } from '../errors/index.ts'
import { type Matrix, takeRows } from '../math/matrix.ts'
import { sideBySide } from '../math/side-by-side.ts'
import type { SourceSpec } from '../records/index.ts'
import { findWavelength, spectralAxis } from './axis.ts'
import { labelsOf, spectraOf } from './columns.ts'
import type { SpectralSource } from './dataset.ts'
import type { LoadedTable } from './load-table.ts'
import { detectId, isIdName } from './roles.ts'
import { isNumeric, type Table } from './table.ts'

/** A further file, as loaded. */
export interface LoadedSource extends SourceSpec {
  readonly loaded: LoadedTable
}

/** The spectra of the main file. */
interface MainSource {
  readonly name: string
  readonly X: Matrix
  readonly axis: Float64Array | null
  readonly sample_ids: readonly string[]
  /** Whether those ids stand in a column. */
  readonly named: boolean
}

export interface JoinedSources {
  readonly X: Matrix
  readonly sources: readonly SpectralSource[]
  readonly notes: readonly string[]
}

/**
 * Put the spectra of further files beside those of the main one, sample by sample: by id where both files have ids, else in the
 * order of their rows.
 * @throws SourceMismatch where a sample is missing, or the rows are not equally many; WrongShape where two have one name
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
      const source = readSource(loaded.table)
      const rows = matchedRows(main, name, source.ids, loaded.table.rows)
      parts.push({ X: rows.order ? takeRows(source.X, rows.order) : source.X, axis: source.axis })
      notes.push(`Source ${name}: ${source.X.columns} columns, matched by ${rows.by}.`)
    })
  }
  let at = 0
  const sources = parts.map(({ X, axis }, i): SpectralSource => {
    const from = at
    at += X.columns
    return { name: i === 0 ? main.name : others[i - 1]!.name, from, to: at, axis }
  })
  return { X: sideBySide(parts.map(({ X }) => X)), sources, notes }
}

/** Of the hashes of all files of a dataset, in their order. */
export function joinedHash(hashes: readonly string[]): string {
  return `sha256:${createHash('sha256').update(hashes.join('\n')).digest('hex')}`
}

/** Spectral columns are those whose header is a number; where none is, every numeric column that is no id. */
function readSource(table: Table) {
  const id = detectId(table, null)
  const free = table.columns.map((_, column) => column).filter(column => column !== id)
  const numbered = free.filter(column => findWavelength(table.columns[column]!))
  const columns =
    numbered.length > 0
      ? numbered
      : free.filter(column => isNumeric(table, column) && !isIdName(table.columns[column]!, column))
  const axis =
    numbered.length > 0
      ? located({ line: table.headerLine }, () =>
          spectralAxis(numbered.map(column => findWavelength(table.columns[column]!)!)),
        ).values
      : null
  return { X: spectraOf(table, columns), axis, ids: id === null ? null : labelsOf(table, id, 'an id') }
}

function matchedRows(main: MainSource, name: string, ids: readonly string[] | null, rows: number) {
  if (!main.named || ids === null) {
    if (rows === main.sample_ids.length) return { order: null, by: 'row' }
    const reason = `it has ${rows} rows, and the dataset ${main.sample_ids.length}`
    throw SourceMismatch({ source: name, reason })
  }
  const places = new Map(ids.map((id, row) => [id, row]))
  const missing = main.sample_ids.filter(id => !places.has(id))
  if (missing.length > 0) {
    const shown = missing.slice(0, 3).join(', ')
    throw SourceMismatch({
      source: name,
      reason: `it lacks ${missing.length} samples: ${shown}${missing.length > 3 ? ', …' : ''}`,
    })
  }
  const left = ids.length - main.sample_ids.length
  const order = Int32Array.from(main.sample_ids, id => places.get(id)!)
  return { order, by: left > 0 ? `sample id (${left} of its samples are not in the dataset)` : 'sample id' }
}
