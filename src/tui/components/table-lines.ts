import { printable } from '../../core/index.ts'
import type { Sort } from '../state/level.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import type { Tone } from '../theme/theme.ts'
import { gap, type LaidColumn } from './column-layout.ts'
import { fitText, type Line, padLine, type Span, truncateMiddle } from './line.ts'

export interface TableDrawing {
  readonly columns: readonly LaidColumn[]
  /** Rows on the screen only. */
  readonly visible: readonly unknown[]
  /** Rows there are, and the first on the screen. */
  readonly rows: number
  readonly top: number
  readonly height: number
  readonly width: number
  readonly cursor: number
  /** Key of the current column. */
  readonly current: string | undefined
  readonly sort: readonly Sort[]
  /** Whether a row is marked, where rows can be. */
  readonly isMarked?: ((item: unknown) => boolean) | undefined
  /** One cell of what people said of a row. */
  readonly flagOf?: ((item: unknown) => string) | undefined
  readonly tone?: ((item: unknown, key: string) => Tone | undefined) | undefined
  /** Above which of the visible rows a heading stands, in words. */
  readonly headingOf?: ((row: number) => string | null) | undefined
  readonly glyphs: Glyphs
}

const space: Span = [' '.repeat(gap)]

/** Header and the rows in view, each exactly as wide as the table. */
export function tableLines(drawing: TableDrawing): readonly Line[] {
  const { visible, width, top, cursor } = drawing
  return [
    padLine(headerLine(drawing), width),
    ...visible
      .flatMap((item, i): Line[] => {
        const heading = drawing.headingOf?.(top + i) ?? null
        const row = rowLine(drawing, item, top + i === cursor, width - 1)
        return heading === null
          ? [row]
          : [
              padLine(
                [
                  [` ${drawing.glyphs.crumb} `, 'faint'],
                  [heading, 'heading'],
                ],
                width - 1,
              ),
              row,
            ]
      })
      .slice(0, drawing.height)
      .map((line, i) => [...line, scrollSpan(drawing, i)]),
  ]
}

/** Cells before the words of a row: for the cursor, for a mark, and one that keeps them apart. */
export const gutterWidth = (markable: boolean): number => (markable ? 3 : 2)

/** The arrow of a sorted column, and its place where several sort. */
function sortSign(sort: readonly Sort[], key: string, glyphs: Glyphs): string {
  const at = sort.findIndex(other => other.key === key)
  if (at < 0) return ''
  return `${sort[at]!.descending ? glyphs.descending : glyphs.ascending}${sort.length > 1 ? at + 1 : ''}`
}

function headerLine({ columns, current, sort, isMarked, glyphs }: TableDrawing): Line {
  const cells = columns.flatMap(({ column, width }, i): Span[] => {
    const arrow = sortSign(sort, column.key, glyphs)
    const tone: Tone = column.key === current ? 'current' : 'heading'
    const text = `${printable(column.label)}${arrow}`
    const label = fitText(text, width, column.align, glyphs.ellipsis)
    // The line under the current column stands under its words alone.
    const words = label.trim()
    const before = label.slice(0, label.indexOf(words))
    const after = label.slice(before.length + words.length)
    return [...(i > 0 ? [space] : []), [before], [words, tone], [after]]
  })
  return [[' '.repeat(gutterWidth(isMarked !== undefined))], ...cells]
}

function rowLine(
  { columns, tone, isMarked, flagOf, glyphs }: TableDrawing,
  item: unknown,
  selected: boolean,
  width: number,
): Line {
  const cells = columns.map(({ column, width: own }) => {
    const text = column.align === 'left' ? truncateMiddle(column.text(item), own, glyphs.ellipsis) : column.text(item)
    return fitText(text, own, column.align, glyphs.ellipsis)
  })
  const mark = isMarked ? `${isMarked(item) ? glyphs.mark : ' '}${flagOf?.(item) ?? ' '}` : ' '
  // Only the first cells of the row under the cursor stand out: over a slow line each cell that changes is waited for.
  const spans = columns.flatMap(({ column }, i): Span[] => [
    ...(i > 0 ? [space] : []),
    [cells[i]!, selected && i === 0 ? 'selected' : tone?.(item, column.key)],
  ])
  const cursor: Span = selected ? [glyphs.cursor, 'accent'] : [' ']
  return padLine([cursor, [mark, 'accent'], ...spans], width)
}

/** The last cell of a row: where the view stands in the whole. */
function scrollSpan({ rows, top, height, glyphs }: TableDrawing, i: number): Span {
  if (rows <= height) return [' ']
  const length = Math.max(1, Math.round((height * height) / rows))
  const start = Math.round((top / (rows - height)) * (height - length))
  return i >= start && i < start + length ? [glyphs.thumb, 'faint'] : [glyphs.track, 'faint']
}
