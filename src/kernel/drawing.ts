import { type Display, displayRows } from '../core/index.ts'
import { type DataTable, dataTable } from './data-table.ts'
import { type Shown, shown, withMethods } from './renderable.ts'

/** The numbers behind a drawing; `columns` is what a table or a matrix calls its own. */
export type DrawnData = Pick<DataTable, 'toRows' | 'toCSV' | 'toArrow'>

/** A drawing, and what belongs below it: shows itself, and gives what it is made of. */
export type Drawing<Drawn extends Display = Display> = Shown<Drawn> & DrawnData

/** One object of several drawings: it is the first, draws all, and its rows are those of all. */
export function drawing<Drawn extends Display>(
  displays: readonly [Drawn, ...Display[]],
  rows: () => readonly object[] = () => rowsOf(displays),
): Drawing<Drawn> {
  const { toRows, toCSV, toArrow } = dataTable(rows)
  return withMethods(shown(displays[0], displays), { toRows, toCSV, toArrow })
}

const rowsOf = (displays: readonly Display[]): readonly object[] =>
  displays.length === 1
    ? displayRows(displays[0]!)
    : displays.flatMap(display => displayRows(display).map(row => ({ drawing: display.title, ...row })))
