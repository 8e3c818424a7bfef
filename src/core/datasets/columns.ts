import { EmptyCell, EmptyLabel, MissingTarget, type N4aError, NotANumber, ThousandsSeparator } from '../errors/index.ts'
import { type Matrix, zeros } from '../math/matrix.ts'
import { hasThousands, isMissingWord } from './number.ts'
import { columnNumbers, columnText, placeOfCell, type Table } from './table.ts'

/**
 * The cells of the spectral columns: (n_samples, n_features).
 *
 * @throws EmptyCell, NotANumber with line and column of the first cell that is no finite number
 */
export function spectraOf(table: Table, columns: readonly number[]): Matrix {
  if (columns.some(column => table.textCells[column]! + table.emptyCells[column]! > 0)) {
    throw firstWrongCell(table, columns, 'a spectral value')
  }
  const X = zeros(table.rows, columns.length)
  const width = table.columns.length
  const side = columns.every((column, j) => column === columns[0]! + j)
  for (let i = 0; i < table.rows; i++) {
    const source = table.numbers.subarray(i * width, (i + 1) * width)
    const target = X.values.subarray(i * columns.length, (i + 1) * columns.length)
    if (side) target.set(source.subarray(columns[0]!, columns[0]! + columns.length))
    else for (let j = 0; j < columns.length; j++) target[j] = source[columns[j]!]!
  }
  return X
}

/**
 * Reference values that are numbers: (n_samples,); null where every cell is a word, so that they are labels of classes.
 *
 * @throws EmptyCell, MissingTarget, NotANumber with the line
 */
export function quantitiesOf(table: Table, column: number): Float64Array | null {
  const words = table.textCells[column]!
  if (words + table.emptyCells[column]! === 0) return columnNumbers(table, column)
  if (words === table.rows && !columnText(table, column).some(isMissingWord)) return null
  throw firstWrongCell(table, [column], 'a reference value')
}

/** @throws EmptyLabel with the line, where a sample has none */
export function labelsOf(table: Table, column: number, what: string): string[] {
  const labels = columnText(table, column)
  const empty = labels.indexOf('')
  if (empty < 0) return labels
  throw EmptyLabel({ what }).at(placeOfCell(table, empty, column))
}

function firstWrongCell(table: Table, columns: readonly number[], what: string): N4aError {
  const width = table.columns.length
  for (let row = 0; row < table.rows; row++) {
    const column = columns.find(j => Number.isNaN(table.numbers[row * width + j]!))
    if (column === undefined) continue
    return wrongCell(table.text(row, column), what).at(placeOfCell(table, row, column))
  }
  return EmptyCell({ what })
}

function wrongCell(text: string, what: string): N4aError {
  if (text === '') return EmptyCell({ what })
  if (hasThousands(text)) return ThousandsSeparator({ text })
  return what === 'a reference value' && isMissingWord(text) ? MissingTarget({ text }) : NotANumber({ text, what })
}
