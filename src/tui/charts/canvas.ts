/**
 * A grid of dots drawn with braille characters, 2 × 4 dots a cell. Without braille each cell shows how full it is.
 * Coordinates count dots from the upper left corner.
 */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly set: (x: number, y: number) => void
  /** One string a row of cells. */
  readonly rows: () => string[]
}

// Unicode numbers the dots of a cell column by column, and put the fourth row last.
const bits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const

const blank = 0x2800
const densities = ' ..::::##'

function countBits(cell: number): number {
  let count = 0
  for (let rest = cell; rest > 0; rest >>= 1) count += rest & 1
  return count
}

export function createCanvas(columns: number, rows: number, braille: boolean): Canvas {
  const cells = new Uint8Array(columns * rows)
  const [width, height] = [columns * 2, rows * 4]
  const character = (cell: number) => {
    if (cell === 0) return ' '
    return braille ? String.fromCharCode(blank + cell) : densities[Math.min(8, countBits(cell))]!
  }
  return {
    width,
    height,
    set: (x, y) => {
      const [column, row] = [Math.round(x), Math.round(y)]
      if (column < 0 || row < 0 || column >= width || row >= height) return
      cells[(row >> 2) * columns + (column >> 1)]! |= bits[row & 3]![column & 1]!
    },
    rows: () =>
      Array.from({ length: rows }, (_, row) =>
        Array.from(cells.subarray(row * columns, (row + 1) * columns), character).join(''),
      ),
  }
}
