/** Encodings of delimited text. Windows-1252 is Latin-1 with letters where Latin-1 has control characters. */
export const csvEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'] as const
export type CsvEncoding = (typeof csvEncodings)[number]

/** How delimited text is read, where detection is to be overruled. Fields that are left out are detected. */
export interface CsvSpec {
  /** One character: `,` `;` tab `|` or space (runs of spaces count as one). */
  readonly delimiter?: string
  readonly decimal?: '.' | ','
  readonly encoding?: CsvEncoding
  /** Whether the first line of the table names the columns; without a header they are column_1, column_2, … */
  readonly header?: boolean
  /** Lines at the top of the file that are no part of the table. */
  readonly skip_rows?: number
  /** What a comment line begins with; null: no line is a comment. */
  readonly comment?: string | null
  /** Texts that stand for a value that is not there, beside empty cells. */
  readonly na_values?: readonly string[]
}

export const missingActions = ['abort', 'drop_sample', 'drop_feature', 'interpolate'] as const

/** What is done with missing values of spectra (and, for drop_sample, of y). */
export type MissingPolicy = (typeof missingActions)[number] | { readonly fill: number }

/** A second table with reference values or metadata of the same samples. */
export interface ReferenceSpec {
  readonly path: string
  /** Its column of sample ids. Default: the id column of the dataset; row by row where neither has one. */
  readonly on?: string
  /** Samples of one table that the other lacks. Default: abort. */
  readonly unmatched?: 'abort' | 'drop'
  readonly csv?: CsvSpec
}

export const headerUnits = ['nm', 'cm-1', 'none', 'text', 'index'] as const
export type HeaderUnit = (typeof headerUnits)[number]

export const signalTypes = [
  'absorbance',
  'reflectance',
  'reflectance%',
  'transmittance',
  'transmittance%',
  'kubelka_munk',
  'log_1_r',
  'log_1_t',
] as const
export type SignalType = (typeof signalTypes)[number]

/** How the file of a dataset is read: nothing of it changes what the dataset is asked for. */
export interface ReadingSpec {
  readonly csv?: CsvSpec
  /** The table in a zip archive that holds several. */
  readonly member?: string
  /** Default: abort. */
  readonly missing?: MissingPolicy
  /** The unit of the headers, where their range would tell wrong; none, text and index: they are no wavelengths. */
  readonly header_unit?: HeaderUnit
  /** What the spectra are; recorded, and nothing is converted. */
  readonly signal_type?: SignalType
}
