import type { NewSpectra } from '../datasets/index.ts'
import { WrongAxis, WrongShape } from '../errors/index.ts'
import { zeros } from '../math/matrix.ts'
import type { OwnSamples } from '../records/index.ts'
import { checkLength, finite, lengthOf, texts } from './own-dataset.ts'

/** Own arrays as spectra to predict. @throws WrongShape naming the array and the row, WrongAxis */
export function ownSamples({ X, wavelengths, sample_ids, unit }: OwnSamples): NewSpectra {
  const rows = lengthOf('X', X)
  if (rows === 0) throw WrongShape({ what: '`X`', expected: 'at least one sample', received: [] }).at({ field: 'X' })
  const width = lengthOf('X[0]', X[0])
  const matrix = zeros(rows, width)
  for (const [i, row] of X.entries()) {
    checkLength(`X[${i}]`, row, width, 'values, as in the first row')
    for (let j = 0; j < width; j++) matrix.values[i * width + j] = finite(`X[${i}][${j}]`, row[j])
  }
  return {
    path: 'own arrays',
    X: matrix,
    axis: wavelengths === undefined ? null : { values: axisValues(wavelengths, width), unit: unit ?? null },
    sources: null,
    sample_ids: sample_ids
      ? texts('sample_ids', sample_ids, rows)
      : Array.from({ length: rows }, (_, i) => String(i + 1)),
    groups: null,
    metadata: {},
    y: null,
    notes: [],
    files: null,
  }
}

function axisValues(wavelengths: ArrayLike<number>, width: number): Float64Array {
  checkLength('wavelengths', wavelengths, width, 'wavelengths, one a column of X')
  const values = Float64Array.from({ length: width }, (_, j) => finite(`wavelengths[${j}]`, wavelengths[j]))
  const direction = Math.sign((values.at(-1) ?? 0) - (values[0] ?? 0))
  const turn = values.findIndex((value, j) => j > 0 && Math.sign(value - values[j - 1]!) !== direction)
  if (turn < 0) return values
  throw WrongAxis({ reason: `wavelengths[${turn}] does not go on as those before it` }).at({ field: 'wavelengths' })
}
