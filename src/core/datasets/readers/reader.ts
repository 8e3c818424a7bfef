import type { Table } from '../table.ts'

/** One kind of file, one reader. */
export interface DatasetReader {
  readonly id: string
  /** Lower case, with the dot. Each may be followed by `.gz`. */
  readonly extensions: readonly string[]
  /** @throws data errors that know line and column, but not the file */
  readonly read: (bytes: Buffer) => Table | Promise<Table>
}
