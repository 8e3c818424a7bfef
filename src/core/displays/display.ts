import { printable } from '../errors/index.ts'

/** Drawings without a medium: no pixels, colours, HTML or terminal. Four renderers turn them into Ink, HTML + SVG, text and JSON. */

export type Align = 'left' | 'right'

/** How a table shows one field of a record. `value` sorts, `text` is read. */
export interface Column<Item> {
  /** Field name as in the record, for sorting and filters. */
  readonly key: string
  /** With its unit: `RMSECV (%)`. */
  readonly label: string
  /** As `--sort` and filters call what it shows, where not by its key; null where they cannot. */
  readonly field?: string | null
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
    /** Which end is better, where one is. */
    readonly better?: 'low' | 'high'
    /** Rows that hold the best of what may be compared. */
    readonly best?: readonly number[]
  }[]
  readonly rows: readonly (readonly string[])[]
  /** Rows there are, where `rows` holds only the first of them. */
  readonly n_rows?: number
  /** What the table comes to: a verdict, a rule. */
  readonly notes?: readonly string[]
  /** Shown in place of the rows when there are none; says what to do next. */
  readonly whenEmpty: string
}

export interface Axis {
  readonly label: string
  /** Null for a pure number. */
  readonly unit: string | null
}

/** What stands behind a colour that means a number. */
export interface ColourScale {
  /** `fat (%)`. */
  readonly label: string
  readonly min: number
  readonly max: number
}

export interface PointSeries {
  readonly name: string
  /** Where a colour scale is given, its value; null where it has none. */
  readonly value?: number | null
  /** Series of one kind share a colour and a word: the group, where groups are given. */
  readonly group?: number
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
  /** Series are coloured by their value. */
  readonly scale?: ColourScale
  /** Series are coloured by their group. */
  readonly groups?: readonly string[]
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

/** Counts in bins of one axis: one outline a series. */
export interface BarsDisplay {
  readonly kind: 'bars'
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  /** One more than bins, ascending. */
  readonly edges: readonly number[]
  readonly series: readonly { readonly name: string; readonly heights: readonly number[] }[]
  /** Values of x worth a line: 0 of residuals, the best of scores. */
  readonly marks: readonly { readonly x: number; readonly label: string }[]
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

/** Five numbers and what lies beyond the whiskers. */
export interface Box {
  readonly name: string
  readonly n: number
  /** The lowest value within 1.5 interquartile ranges of the box. */
  readonly low: number
  readonly q1: number
  readonly median: number
  readonly q3: number
  readonly high: number
  readonly outliers: readonly { readonly y: number; readonly label: string }[]
}

/** Distributions side by side, one a name. */
export interface BoxesDisplay {
  readonly kind: 'boxes'
  readonly title: string
  /** What the names are: `preprocessing`. */
  readonly x: Axis
  readonly y: Axis
  readonly boxes: readonly Box[]
  readonly better?: 'low' | 'high'
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

/** One line of a tree, with what is below it. */
export interface TreeNode {
  readonly label: string
  /** Beside it, fainter: `× 3`. */
  readonly fact?: string
  readonly children: readonly TreeNode[]
}

export interface TreeDisplay {
  readonly kind: 'tree'
  readonly title: string
  readonly nodes: readonly TreeNode[]
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

/** Things in the order in which one came of the other: a layer a kind. */
export interface GraphDisplay {
  readonly kind: 'graph'
  readonly title: string
  readonly layers: readonly {
    readonly label: string
    readonly nodes: readonly { readonly name: string; readonly fact: string | null; readonly current: boolean }[]
    /** Left out of `nodes`. */
    readonly more: number
  }[]
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
  /** Cells that nothing beats. */
  readonly best?: readonly (readonly [row: number, column: number])[]
  readonly notes: readonly string[]
  readonly whenEmpty: string
}

export type Display =
  | TableDisplay
  | ScatterDisplay
  | LineDisplay
  | MatrixDisplay
  | BarsDisplay
  | BoxesDisplay
  | TreeDisplay
  | GraphDisplay

interface TableOptions<Item> {
  /** Items of one kind are comparable. Default: all are. */
  readonly within?: (item: Item) => string
  /** Of a long list only so many rows are written; the best is looked for among all. */
  readonly first?: number
}

/**
 * A table of `items` by column definitions. Texts of records come from files: all are made printable. The best is marked of
 * what `within` says is comparable, by default of all; a group of one has none.
 */
export function tableOf<Item>(
  title: string,
  columns: readonly Column<Item>[],
  items: readonly Item[],
  whenEmpty: string,
  { within = () => '', first = Number.POSITIVE_INFINITY }: TableOptions<Item> = {},
): TableDisplay {
  const written = items.slice(0, first)
  return {
    kind: 'table',
    title: printable(title),
    columns: columns.map(({ label, align, priority, better, value }) => ({
      label: printable(label),
      align,
      priority,
      ...(better && { better, best: bestRows(items, value, better, within) }),
    })),
    rows: written.map(item => columns.map(column => printable(column.text(item)))),
    ...(written.length < items.length && { n_rows: items.length }),
    whenEmpty,
  }
}

/** Rows that nothing of their group beats; none where all are equal. */
function bestRows<Item>(
  items: readonly Item[],
  value: Column<Item>['value'],
  better: 'low' | 'high',
  within: (item: Item) => string,
): readonly number[] {
  const groups = new Map<string, { readonly row: number; readonly value: number }[]>()
  items.forEach((item, row) => {
    const found = value(item)
    if (typeof found !== 'number' || !Number.isFinite(found)) return
    const name = within(item)
    const group = groups.get(name)
    if (group) group.push({ row, value: found })
    else groups.set(name, [{ row, value: found }])
  })
  return [...groups.values()].flatMap(group => {
    const best = group.reduce((most, one) => ((better === 'low') === one.value < most.value ? one : most))
    const rows = group.filter(one => one.value === best.value)
    return rows.length < group.length ? rows.map(({ row }) => row) : []
  })
}
