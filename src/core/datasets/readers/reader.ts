import type { CsvSpec } from '../../records/index.ts'
import type { Table } from '../table.ts'

/** What a dataset says about how its file is to be read. */
export interface ReaderOptions {
  /** Sheet of a workbook; the first where not given. */
  readonly sheet?: string
  /** Array that holds the spectra, in a file of several. */
  readonly key?: string
  /** How delimited text is written. */
  readonly csv?: CsvSpec
  /** Columns that delimited text must have: one where it may hold reference values alone. Default: two. */
  readonly fewestColumns?: number
}

/** What only some kinds of files have, with what those are called. */
export const readerChoices = {
  csv: 'it is no delimited text',
  sheet: 'only a workbook has sheets',
  key: 'only files of several arrays (.npz, .mat) have names for them',
} as const
export type ReaderChoice = keyof typeof readerChoices

/** One kind of file, one reader. */
export interface DatasetReader {
  readonly id: string
  /** Lower case, with the dot. Each may be followed by `.gz`. */
  readonly extensions: readonly string[]
  /** Which parts of what a dataset says have a meaning for it; any other that is given is refused. */
  readonly takes?: readonly ReaderChoice[]
  /** Instruments write one such file for each spectrum, so that a folder of them is a dataset. */
  readonly perSpectrum?: true
  /** Whether the content is of this kind, whatever the file is called. Absent where content does not tell. */
  readonly recognizes?: (bytes: Buffer) => boolean
  /** @throws data errors that know line and column, but not the file */
  readonly read: (bytes: Buffer, options?: ReaderOptions) => Table | Promise<Table>
}
