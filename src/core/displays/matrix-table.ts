import type { MatrixDisplay, TableDisplay } from './display.ts'

/** Names over the columns that take more characters than this give way to numbers. */
const longestNames = 80

/**
 * A matrix as a table of text: for places that can draw no cells, and for who cannot see them. Where the names are too long to
 * stand beside each other, columns have numbers that the rows carry as well.
 */
export function matrixTable({ title, rows, columns, texts, whenEmpty }: MatrixDisplay): TableDisplay {
  const numbered = columns.names.join('  ').length > longestNames
  const right = (label: string, priority = 0) => ({ label, align: 'right' as const, priority })
  return {
    kind: 'table',
    title,
    columns: [
      { label: `${rows.label} \\ ${columns.label.toLowerCase()}`, align: 'left' },
      ...columns.names.map((name, j) => right(numbered ? String(j + 1) : name, j)),
      ...rows.summaries.map(({ label }) => right(label)),
    ],
    rows:
      texts.length === 0
        ? []
        : [
            ...texts.map((cells, i) => [
              numbered ? `${i + 1} ${rows.names[i]!}` : rows.names[i]!,
              ...cells,
              ...rows.summaries.map(summary => summary.texts[i]!),
            ]),
            ...columns.summaries.map(({ label, texts: own }) => [label, ...own, ...rows.summaries.map(() => '')]),
          ],
    whenEmpty,
  }
}
