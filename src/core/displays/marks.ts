import type { MarkRecord } from '../records/index.ts'
import { textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatTime } from './format.ts'

export const markColumns: readonly Column<MarkRecord>[] = [
  textColumn('subject', 'Of', 0, ({ subject }) => subject),
  textColumn('subject_id', 'Id', 0, ({ subject_id }) => subject_id),
  textColumn('mark', 'Mark', 0, ({ starred, rejected }) =>
    [starred ? 'starred' : '', rejected ? 'rejected' : ''].filter(Boolean).join(', '),
  ),
  textColumn('tags', 'Tags', 1, ({ tags }) => tags.join(', ')),
  textColumn('note', 'Last note', 1, ({ notes }) => notes.at(-1)?.text ?? ''),
  textColumn('changed_by', 'By', 2, ({ changed_by }) => changed_by),
  {
    ...textColumn<MarkRecord>('changed_at', 'Changed (UTC)', 2, ({ changed_at }) => changed_at),
    text: ({ changed_at }) => formatTime(changed_at),
  },
]

/** What people marked. */
export function marksTable(marks: readonly MarkRecord[]): TableDisplay {
  return tableOf('Marks', markColumns, marks, 'Nothing is marked. `n4a marks star RESULT` stars a result.')
}
