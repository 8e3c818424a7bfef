import type { ImportedRun, WorkspaceImport } from '../records/index.ts'
import { countColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'

const columns: readonly Column<ImportedRun>[] = [
  textColumn('name', 'Run', 0, ({ name, inferred }) => (inferred ? `${name} (inferred)` : name)),
  textColumn('outcome', 'Outcome', 0, ({ outcome }) => (outcome === 'present' ? 'was there' : outcome)),
  countColumn('results', 'Results', 1, ({ results }) => results),
  countColumn('predictions', 'Predictions', 2, ({ predictions }) => predictions),
  textColumn('run_id', 'Id', 0, ({ run_id }) => run_id),
]

export function importTable({ runs, source, target }: WorkspaceImport): TableDisplay {
  return tableOf(`Runs of ${source} in ${target}`, columns, runs, 'The source holds no runs.')
}
