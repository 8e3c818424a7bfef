import { printable } from '../errors/index.ts'

/** Drawings without a medium: no pixels, colours, HTML or terminal. Four renderers turn them into Ink, HTML + SVG, text and JSON. */

export type Align = 'left' | 'right'

/** How a table shows one field of a record. `value` sorts, `text` is read. */
export interface Column<Item> {
  /** Field name as in the record, for sorting and filters. */
  readonly key: string
  /** With its unit: `RMSECV (%)`. */
  readonly label: string
  readonly align: Align
  readonly value: (item: Item) => string | number | null
  readonly text: (item: Item) => string
  /** Narrow screens leave out high numbers first; 0 is never left out. */
  readonly priority: number
  /** Which sorted end is better, where one is. */
  readonly better?: 'low' | 'high'
}

export interface TableDisplay {
  readonly kind: 'table'
  readonly title: string
  readonly columns: readonly {
    readonly label: string
    readonly align: Align
    /** As in `Column`: where the room is narrow, high numbers are left out first. Absent means 0. */
    readonly priority?: number
  }[]
  readonly rows: readonly (readonly string[])[]
  /** Shown in place of the rows when there are none; says what to do next. */
  readonly whenEmpty: string
}

export interface Axis {
  readonly label: string
  /** Null for a pure number. */
  readonly unit: string | null
}

export interface PointSeries {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number; readonly label?: string }[]
}

export interface ScatterDisplay {
  readonly kind: 'scatter'
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly PointSeries[]
  /** Draw the line y = x. */
  readonly identity: boolean
  /** Lines across the drawing at a value of one axis: what a sample should stay below. */
  readonly limits?: readonly { readonly axis: 'x' | 'y'; readonly value: number; readonly label: string }[]
  /** Facts under the drawing: `RMSEP 2.1 %`. */
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

export interface LineDisplay {
  readonly kind: 'line'
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly PointSeries[]
  /** Points worth naming: the minimum, the choice of the one-standard-error rule. */
  readonly marks: readonly { readonly x: number; readonly y: number; readonly label: string }[]
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

/** One side of a matrix: what it is, its names, and sums or shares that stand beside each of them. */
export interface MatrixSide {
  /** `Measured`. */
  readonly label: string
  readonly names: readonly string[]
  /** Each has a text for every name: right of the rows, or under the columns. */
  readonly summaries: readonly { readonly label: string; readonly texts: readonly string[] }[]
}

/** Numbers by two names, each darker the more it weighs: a confusion matrix, scores by two factors. */
export interface MatrixDisplay {
  readonly kind: 'matrix'
  readonly title: string
  readonly rows: MatrixSide
  readonly columns: MatrixSide
  /** Rows × columns, as read. */
  readonly texts: readonly (readonly string[])[]
  /** Rows × columns: how dark, 0 … 1. */
  readonly shades: readonly (readonly number[])[]
  /** What a shade is: `share of the measured class`. */
  readonly shading: string
  /** Rows and columns have the same names: on the diagonal they agree, off it is a mistake. */
  readonly agreement: boolean
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

export type Display = TableDisplay | ScatterDisplay | LineDisplay | MatrixDisplay

/** A table of `items` by column definitions. Texts of records come from files: all are made printable. */
export function tableOf<Item>(
  title: string,
  columns: readonly Column<Item>[],
  items: readonly Item[],
  whenEmpty: string,
): TableDisplay {
  return {
    kind: 'table',
    title: printable(title),
    columns: columns.map(({ label, align, priority }) => ({ label: printable(label), align, priority })),
    rows: items.map(item => columns.map(column => printable(column.text(item)))),
    whenEmpty,
  }
}
