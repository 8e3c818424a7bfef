import { ChoosePart, EmptyTable, quote, UnknownPart, UnusableWavelengths } from '../../errors/index.ts'
import type { Table } from '../table.ts'
import { type Cell, type TableColumn, tableOfCells } from './cells-table.ts'
import { checkCells } from './expansion-limit.ts'
import type { ReaderOptions } from './reader.ts'

/** An array of a file of arrays, row-major whatever the file's order. */
export interface NamedArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: ArrayLike<Cell>
}

const spectraNames = ['x', 'spectra', 'spectrum', 'absorbance', 'reflectance', 'nir', 'xcal', 'x_train']
const wavelengthNames = ['wavelengths', 'wavelength', 'wl', 'lambda', 'nm', 'axis', 'axisscale', 'x_axis', 'xaxis']
const wavenumberNames = ['wavenumbers', 'wavenumber', 'wn']
const idNames = ['sample_ids', 'sample_id', 'sampleids', 'samples', 'sample', 'sample_names', 'ids', 'id', 'names']

const isCalled = (names: readonly string[]) => (array: NamedArray) => names.includes(array.name.toLowerCase())
const isNumeric = ({ values }: NamedArray) => typeof values[0] === 'number'
/** (n_samples, n_features) */
const isMatrix = (array: NamedArray) => array.shape.length === 2 && isNumeric(array)

/**
 * Arrays under the names that are usual for them: spectra (n_samples, n_features), wavelengths (n_features,), sample ids
 * (n_samples,), and every other array with n_samples rows as columns of its name. Spectra without wavelengths are
 * numbered from 0.
 *
 * @throws ChoosePart when several arrays could be the spectra, UnknownPart, UnusableWavelengths, EmptyTable
 */
export function tableOfArrays(
  arrays: readonly NamedArray[],
  { key }: ReaderOptions,
  bytes: number,
  notes: readonly string[] = [],
): Table {
  const X = chooseSpectra(arrays, key)
  const [rows, features] = X.shape as [number, number]
  const beside = arrays.filter(array => array !== X)
  const axis = beside.find(isCalled([...wavelengthNames, ...wavenumberNames]))
  if (axis && axis.values.length !== features) {
    const reason = `there are ${axis.values.length} in ${axis.name}, and ${features} features in ${X.name}`
    throw UnusableWavelengths({ reason })
  }
  const names = axis ? axisNames(axis) : Array.from({ length: features }, (_, j) => String(j))
  const spectra = names.map((name, j) => ({
    name,
    cells: Array.from({ length: rows }, (_, i) => X.values[i * features + j]!),
  }))
  const columns: TableColumn[] = []
  const unused: string[] = []
  for (const array of beside) {
    if (array === axis) continue
    const ofSamples = columnsOf(array, rows)
    if (ofSamples.length === 0) unused.push(array.name)
    columns.push(...ofSamples)
  }
  checkCells(rows, columns.length + features, bytes)
  return tableOfCells({
    columns: [...columns, ...spectra],
    rows,
    notes: [
      ...notes,
      ...(arrays.length > 1 ? [`Array of the spectra: ${X.name}.`] : []),
      ...(axis ? [`Array of the wavelengths: ${axis.name}.`] : ['No wavelengths: features are numbered from 0.']),
      ...(unused.length > 0
        ? [`Arrays that do not have a value for each of the ${rows} samples: ${unused.join(', ')}.`]
        : []),
    ],
  })
}

function chooseSpectra(arrays: readonly NamedArray[], key: string | undefined): NamedArray {
  const matrices = arrays.filter(isMatrix)
  const known = matrices.map(({ name }) => name)
  if (key !== undefined) {
    const chosen = matrices.find(({ name }) => name === key)
    if (chosen) return chosen
    throw UnknownPart({ kind: 'array of numbers with two dimensions', field: 'key', name: key, known })
  }
  const usual = matrices.filter(isCalled(spectraNames))
  const wide = matrices.filter(({ shape }) => shape[0]! > 1 && shape[1]! > 1)
  const candidates = usual.length > 0 ? usual : wide
  if (candidates.length === 1) return candidates[0]!
  if (candidates.length === 0) throw EmptyTable({ what: 'no array of numbers with samples as rows' })
  throw ChoosePart({ kind: 'array', field: 'key', candidates: candidates.map(({ name }) => name) })
}

function axisNames(axis: NamedArray): string[] {
  const wrong = Array.from(axis.values).find(value => value === null || value === '' || !Number.isFinite(Number(value)))
  if (wrong !== undefined) throw UnusableWavelengths({ reason: `${axis.name} holds ${quote(wrong)}` })
  const unit = isCalled(wavenumberNames)(axis) ? ' cm-1' : axis.name.toLowerCase() === 'nm' ? ' nm' : ''
  return Array.from(axis.values, value => `${value}${unit}`)
}

/** The columns of an array with a row for each sample; none for others. */
function columnsOf(array: NamedArray, rows: number): TableColumn[] {
  const { shape, values } = array
  const name = isCalled(idNames)(array) ? 'sample_id' : array.name
  // MATLAB lays vectors out as rows or as columns.
  if (values.length === rows && shape.every(size => size === 1 || size === rows)) return [{ name, cells: values }]
  if (shape.length !== 2 || shape[0] !== rows) return []
  const width = shape[1]!
  return Array.from({ length: width }, (_, j) => ({
    name: `${name}_${j}`,
    cells: Array.from({ length: rows }, (_, i) => values[i * width + j]!),
  }))
}
