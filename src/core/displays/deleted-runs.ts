import type { DeletedRun } from '../records/index.ts'
import { countColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatTime } from './format.ts'

export const deletedRunColumns: readonly Column<DeletedRun>[] = [
  textColumn('name', 'Run', 0, ({ name }) => name),
  textColumn('status', 'Status', 2, ({ status }) => status ?? 'unreadable'),
  countColumn('results', 'Results', 1, ({ results }) => results),
  countColumn('predictions', 'Predictions', 3, ({ predictions }) => predictions),
  countColumn('stored_models', 'Models', 5, ({ stored_models }) => stored_models),
  {
    ...textColumn<DeletedRun>('deleted_at', 'Deleted (UTC)', 1, ({ deleted_at }) => deleted_at),
    text: ({ deleted_at }) => formatTime(deleted_at),
  },
  textColumn('deleted_by', 'By', 4, ({ deleted_by }) => deleted_by),
  textColumn('id', 'Id', 2, ({ id }) => id),
]

/** Runs that can be brought back until a compaction. */
export function deletedRunsTable(deleted: readonly DeletedRun[]): TableDisplay {
  return tableOf('Deleted runs', deletedRunColumns, deleted, 'No run is deleted.')
}
