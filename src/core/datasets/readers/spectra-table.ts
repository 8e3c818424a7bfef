import { EmptyTable, SpectraDiffer } from '../../errors/index.ts'
import type { WavelengthUnit } from '../../records/index.ts'
import type { Table } from '../table.ts'
import { type TableColumn, tableOfCells } from './cells-table.ts'
import { checkCells } from './expansion-limit.ts'

/** One spectrum of an instrument's file. */
export interface Spectrum {
  /** '' where the file names none. */
  readonly name: string
  /** In the file's order. */
  readonly axis: Float64Array
  readonly unit: WavelengthUnit | null
  readonly values: Float64Array
}

/**
 * Spectra under one another, on the axis of the first: the column `sample` and a column for each wavelength.
 *
 * @throws EmptyTable; SpectraDiffer when an axis is another one
 */
export function tableOfSpectra(spectra: readonly Spectrum[], bytes: number, notes: readonly string[]): Table {
  const [first] = spectra
  if (!first || first.axis.length === 0) throw EmptyTable({ what: 'no spectra' })
  const names = spectra.map(({ name }, i) => name || `spectrum_${i + 1}`)
  spectra.forEach((spectrum, i) => {
    const reason = differenceOf(first, spectrum)
    if (reason) throw SpectraDiffer({ sample: names[i]!, first: names[0]!, reason })
  })
  checkCells(spectra.length, first.axis.length + 1, bytes)
  const suffix = first.unit === null ? '' : ` ${first.unit}`
  const columns: TableColumn[] = Array.from(first.axis, (value, j) => ({
    // Single precision and steps from an end leave digits behind the eighth that say nothing.
    name: `${Number(value.toPrecision(8))}${suffix}`,
    cells: Float64Array.from(spectra, ({ values }) => values[j]!),
  }))
  return tableOfCells({ columns: [{ name: 'sample', cells: names }, ...columns], rows: spectra.length, notes })
}

function differenceOf(first: Spectrum, { axis, unit }: Spectrum): string | undefined {
  if (unit !== first.unit) return `one is in ${unit ?? 'no unit'} and one in ${first.unit ?? 'no unit'}`
  if (axis.length !== first.axis.length) return `${axis.length} points and ${first.axis.length} points`
  const step = Math.abs(first.axis[first.axis.length - 1]! - first.axis[0]!) / Math.max(1, axis.length - 1)
  const other = axis.findIndex((value, j) => !(Math.abs(value - first.axis[j]!) <= step / 1000))
  return other < 0 || axis.length === 1 ? undefined : `${axis[other]} where the first has ${first.axis[other]}`
}
