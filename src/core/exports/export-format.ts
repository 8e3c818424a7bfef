import type { TableDisplay } from '../displays/index.ts'

/** What is exported: records as they are stored, and the table that people are shown of them. */
export interface Exported {
  readonly records: readonly object[]
  /** Only formats for reading ask for it. */
  readonly table: () => TableDisplay
}

/** A way to write records into a file. */
export interface ExportFormat {
  readonly name: string
  readonly label: string
  /** Of its files, with the dot; the first is the usual one. */
  readonly extensions: readonly string[]
  /** Whether a terminal may show it. */
  readonly text: boolean
  /** Text, or bytes of a file. */
  write(exported: Exported): Promise<string | Uint8Array>
}
