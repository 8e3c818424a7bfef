import { keysOf } from './binding.ts'

const listed = keysOf('browse', 'List', { records: true })

export const exportKeys = [
  listed(
    'export',
    ['e'],
    'export',
    'Write what the page shows into a file: lists as CSV, JSON, Parquet, Markdown or LaTeX; a run as a report, archive or run file; the model of a result; the samples of a prediction.',
    { when: ({ noExport }) => noExport ?? true, hint: 12 },
  ),
  listed('copy-table', ['Y'], 'copy table', 'Copy the whole table as it is shown, as TSV for a spreadsheet.', {
    when: ({ hasList, rows }) => (hasList && rows > 0) || 'There are no rows to copy.',
  }),
] as const
