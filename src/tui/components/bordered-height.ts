import type { TableDisplay } from '../../core/index.ts'

/** Lines a table with borders takes: ink-table draws a line between rows, so it is for a handful of them. */
export const borderedHeight = ({ rows }: TableDisplay): number => 2 * rows.length + 3
