import type { CsvSpec } from '../../records/index.ts'
import type { Table } from '../table.ts'

/** One kind of file, one reader. */
export interface DatasetReader {
  readonly id: string
  /** Lower case, with the dot. Each may be followed by `.gz`. */
  readonly extensions: readonly string[]
  /**
   * @param csv how delimited text is read; other kinds of file are given none
   * @param fewestColumns 1 for a table that may hold reference values alone
   * @throws data errors that know line and column, but not the file
   */
  readonly read: (bytes: Buffer, csv?: CsvSpec, fewestColumns?: number) => Table | Promise<Table>
}
