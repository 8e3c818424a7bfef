import { cellsOf, type Row } from './cells.ts'
import { type Style, transition } from './style.ts'

/*
 * What a terminal has to be told so that it shows another frame: the cells that differ and no others, and rows that have only
 * moved as one movement. Every piece begins with its place, so that a terminal that takes a character for wider than we do
 * shows that one wrong, and not the rest of the line.
 */

/** Lines as they are drawn, and their cells. */
export interface Frame {
  readonly columns: number
  readonly lines: readonly string[]
  readonly rows: readonly Row[]
}

const blank: Row = { texts: [], styles: [] }

/** `before`: its rows that are the same are not looked at again. */
export function frameOf(lines: readonly string[], columns: number, before: Frame | null): Frame {
  const known = before?.columns === columns ? before : null
  const rows = lines.map((line, i) => (known?.lines[i] === line ? known.rows[i]! : cellsOf(line, columns)))
  return { columns, lines, rows }
}

/** The bytes from one frame to the next of its size; all of it where nothing is known of the screen. */
export function frameDiff(before: Frame | null, after: Frame): string {
  if (before === null) {
    const all = after.rows.map((row, i) => rowDiff(blank, row, i)).join('')
    return `\u001b[m\u001b[2J${all}`
  }
  const still = rowsDiff(before.rows, after.rows)
  const move = movement(before, after)
  if (move === null) return still
  const moved = move.sequence + rowsDiff(move.rows, after.rows)
  return moved.length < still.length ? moved : still
}

function rowsDiff(before: readonly Row[], after: readonly Row[]): string {
  let written = ''
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const [was, is] = [before[i] ?? blank, after[i] ?? blank]
    if (was !== is) written += rowDiff(was, is, i)
  }
  return written
}

/** Unchanged cells that cost less to write again than to step over. */
const BRIDGE = 4

function rowDiff(before: Row, after: Row, y: number): string {
  const length = Math.max(before.texts.length, after.texts.length)
  const differs = (x: number) =>
    (before.texts[x] ?? ' ') !== (after.texts[x] ?? ' ') || (before.styles[x] ?? '') !== (after.styles[x] ?? '')
  let written = ''
  let style: Style = ''
  let pen = -1
  const goTo = (x: number) => {
    if (pen < 0) written += x === 0 ? `\u001b[${y + 1}H` : `\u001b[${y + 1};${x + 1}H`
    else if (pen !== x) written += `\u001b[${x + 1}G`
    pen = x
  }
  const draw = (x: number) => {
    const text = after.texts[x] ?? ' '
    const own = after.styles[x] ?? ''
    written += transition(style, own) + text
    style = own
    const wide = after.texts[x + 1] === ''
    pen = x + (wide ? 2 : 1)
    // Terminals do not agree on the width of what is put together of several characters.
    if (text.length > 1) pen = Number.MAX_SAFE_INTEGER
  }
  for (let x = 0; x < length; x++) {
    if (!differs(x)) continue
    if (x >= after.texts.length) {
      goTo(x)
      written += `${transition(style, '')}\u001b[K`
      style = ''
      break
    }
    // Half of a wide character cannot be written.
    const from = after.texts[x] === '' ? x - 1 : x
    if (pen >= 0 && from > pen && from - pen <= BRIDGE) {
      for (let between = pen; between < from; between = pen) {
        if (after.texts[between] === '') break
        draw(between)
      }
    }
    goTo(from)
    draw(from)
    if (after.texts[from + 1] === '') x = from + 1
  }
  return written + transition(style, '')
}

interface Movement {
  readonly sequence: string
  /** What the screen shows after it. */
  readonly rows: readonly Row[]
}

/** The farthest that rows are looked for; scrolling moves them by one, or by some where a key is held. */
const FARTHEST = 40

/** The best way to move rows between the first and the last that differ; null where none moves enough of them. */
function movement(before: Frame, after: Frame): Movement | null {
  const count = after.lines.length
  if (before.lines.length !== count) return null
  const same = (i: number, j: number) => before.lines[i] === after.lines[j]
  let first = 0
  while (first < count && same(first, first)) first++
  let last = count - 1
  while (last > first && same(last, last)) last--
  if (last - first < 4) return null

  let best = { score: 3, distance: 0, top: 0, bottom: 0 }
  for (let distance = -FARTHEST; distance <= FARTHEST; distance++) {
    if (distance === 0) continue
    let score = 0
    let [low, high] = [-1, -1]
    for (let i = first; i <= last; i++) {
      const from = i + distance
      if (from < first || from > last || !same(from, i) || same(i, i)) continue
      score += 1
      if (low < 0) low = i
      high = i
    }
    if (score > best.score) {
      best = { score, distance, top: Math.min(low, low + distance), bottom: Math.max(high, high + distance) }
    }
  }
  const { distance, top, bottom } = best
  if (distance === 0) return null
  const steps = Math.abs(distance)
  const region = before.rows.slice(top, bottom + 1)
  const blanks = Array.from({ length: steps }, () => blank)
  const moved = distance > 0 ? [...region.slice(steps), ...blanks] : [...blanks, ...region.slice(0, -steps)]
  // Deleting and inserting lines within margins: terminals know it that do not know scrolling.
  const act = `\u001b[${steps === 1 ? '' : steps}${distance > 0 ? 'M' : 'L'}`
  return {
    sequence: `\u001b[${top + 1};${bottom + 1}r\u001b[${top + 1}H${act}\u001b[r`,
    rows: [...before.rows.slice(0, top), ...moved, ...before.rows.slice(bottom + 1)],
  }
}
