import type { ListState } from './level.ts'

/** Rows that are there, and rows that fit. */
export interface Extent {
  readonly rows: number
  readonly height: number
  /** The first row to show, where rows have lines between them. */
  readonly topOf?: ((cursor: number, top: number) => number) | undefined
}

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** The first row to show so that the cursor is seen. */
export function topFor(cursor: number, top: number, { rows, height }: Extent): number {
  const last = Math.max(0, rows - height)
  return clamp(clamp(top, cursor - height + 1, cursor), 0, last)
}

const topIn = (extent: Extent) => (cursor: number, top: number) => topFor(cursor, top, extent)

export function moveTo(list: ListState, cursor: number, extent: Extent, idOf: (row: number) => string): ListState {
  const row = clamp(cursor, 0, Math.max(0, extent.rows - 1))
  return {
    ...list,
    cursor: row,
    selected: extent.rows > 0 ? idOf(row) : null,
    top: (extent.topOf ?? topIn(extent))(row, list.top),
  }
}

/** A page: the cursor keeps its line on the screen where it can. */
export function movePage(list: ListState, by: number, extent: Extent, idOf: (row: number) => string): ListState {
  const top = clamp(list.top + by, 0, Math.max(0, extent.rows - extent.height))
  const moved = moveTo({ ...list, top }, list.cursor + by, extent, idOf)
  return top === list.top ? moveTo(list, by < 0 ? 0 : extent.rows - 1, extent, idOf) : moved
}
