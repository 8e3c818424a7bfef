import type { MatrixDisplay, TableDisplay } from './display.ts'

/** A matrix as a table of text: for places that can draw no cells, and for who cannot see them. */
export function matrixTable({ title, rows, columns, texts, whenEmpty }: MatrixDisplay): TableDisplay {
  const right = (label: string) => ({ label, align: 'right' as const })
  return {
    kind: 'table',
    title,
    columns: [
      { label: `${rows.label} \\ ${columns.label.toLowerCase()}`, align: 'left' },
      ...columns.names.map(right),
      ...rows.summaries.map(({ label }) => right(label)),
    ],
    rows:
      texts.length === 0
        ? []
        : [
            ...texts.map((cells, i) => [rows.names[i]!, ...cells, ...rows.summaries.map(summary => summary.texts[i]!)]),
            ...columns.summaries.map(({ label, texts: own }) => [label, ...own, ...rows.summaries.map(() => '')]),
          ],
    whenEmpty,
  }
}
