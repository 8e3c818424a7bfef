type Cell = string | number | null | undefined

/** A spreadsheet would run such a text as a formula; names from files must not reach it that way. */
const looksLikeFormula = /^[=+\-@\t\r]/

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = looksLikeFormula.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of RFC 4180, numbers in full precision. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\n`
}
