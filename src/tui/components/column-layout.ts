import type { Column } from '../../core/index.ts'
import { clamp } from '../state/moves.ts'
import { textWidth } from './line.ts'

export interface LaidColumn {
  readonly column: Column<unknown>
  readonly width: number
}

/** Cells between two columns. */
export const gap = 2

/** Rows looked at to guess how wide a column is; those on the screen are looked at as well. */
const sampleSize = 200

/** Width each column would like. Grows as wider rows come into view, so that columns do not swing to and fro. */
export function createColumnWidths(columns: readonly Column<unknown>[], items: readonly unknown[]) {
  // Two more cells for the arrow of a sorted column and its place among several.
  const widths = columns.map(({ label }) => textWidth(label) + 2)
  const widen = (item: unknown) => {
    columns.forEach((column, i) => {
      widths[i] = Math.max(widths[i]!, textWidth(column.text(item)))
    })
  }
  const step = Math.max(1, Math.floor(items.length / sampleSize))
  for (let row = 0; row < items.length; row += step) widen(items[row])
  return (visible: readonly unknown[]): readonly number[] => {
    visible.forEach(widen)
    return widths
  }
}

export type ColumnWidths = ReturnType<typeof createColumnWidths>

/** Numbers are never cut; words may be, down to this. */
function leastWidth({ align, label, priority }: Column<unknown>, wanted: number, available: number): number {
  if (align === 'right') return wanted
  // A column of stumps tells less than no column.
  const comfortable = priority === 0 ? clamp(Math.floor(available * 0.4), 14, 44) : 22
  return Math.min(wanted, Math.max(comfortable, textWidth(label) + 1))
}

/** Below this, words say nothing any more. */
const shortest = 6

const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width + gap, -gap)

/**
 * Columns that fit into `available` cells. The least important go first; the current one stays whatever it is, and the
 * words that had to give way share what is left over, the most important first. Where even that is too much, the widest
 * words give way.
 */
export function layColumns(
  columns: readonly Column<unknown>[],
  wanted: readonly number[],
  available: number,
  current: number,
): readonly LaidColumn[] {
  let kept = columns.map((column, i) => ({
    column,
    i,
    wanted: wanted[i]!,
    least: leastWidth(column, wanted[i]!, available),
  }))
  while (kept.length > 1 && total(kept.map(({ least }) => least)) > available) {
    const droppable = kept.filter(({ column, i }) => column.priority > 0 && i !== current)
    const last = droppable.reduce<(typeof kept)[number] | null>(
      (worst, next) => (worst === null || next.column.priority >= worst.column.priority ? next : worst),
      null,
    )
    if (!last) break
    kept = kept.filter(other => other !== last)
  }
  const widths = new Map(kept.map(({ i, least }) => [i, least]))
  let spare = available - total([...widths.values()])
  for (const { i, wanted: wish, least } of [...kept].sort((a, b) => a.column.priority - b.column.priority)) {
    if (spare <= 0) break
    const more = Math.min(spare, wish - least)
    widths.set(i, least + more)
    spare -= more
  }
  for (; spare < 0; spare++) {
    const words = kept.filter(({ column, i }) => column.align === 'left' && widths.get(i)! > shortest)
    // What a row is about stays readable as long as others have words to give.
    const others = words.filter(({ i }) => i > 0 && widths.get(i)! > 2 * shortest)
    const widest = (others.length > 0 ? others : words).reduce<number | null>(
      (most, { i }) => (most === null || widths.get(i)! > widths.get(most)! ? i : most),
      null,
    )
    if (widest === null) break
    widths.set(widest, widths.get(widest)! - 1)
  }
  return kept.map(({ column, i }) => ({ column, width: widths.get(i)! }))
}
