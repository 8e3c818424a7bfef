import type { SavedView } from '../records/index.ts'
import { countColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatTime } from './format.ts'

const viewColumns: readonly Column<SavedView>[] = [
  textColumn('name', 'View', 0, ({ name }) => name),
  textColumn('of', 'Of', 0, view => view.of),
  textColumn('where', 'Filter', 0, ({ where }) => where),
  textColumn('sort', 'Sorted by', 1, ({ sort }) => sort),
  textColumn('run', 'Run', 2, ({ run }) => run),
  textColumn('dataset', 'Dataset', 2, ({ dataset }) => dataset),
  countColumn('limit', 'Rows', 3, ({ limit }) => limit),
  textColumn('saved_by', 'By', 4, ({ saved_by }) => saved_by),
  {
    ...textColumn<SavedView>('saved_at', 'Saved (UTC)', 4, ({ saved_at }) => saved_at),
    text: ({ saved_at }) => formatTime(saved_at),
  },
]

/** What is asked of listings, under names. */
export const viewsTable = (views: readonly SavedView[]): TableDisplay =>
  tableOf('Saved views', viewColumns, views, 'No views yet. `n4a views save NAME --where …` keeps one.')
