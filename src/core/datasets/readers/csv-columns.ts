import { DuplicateColumn, MissingHeader, UnclosedQuote } from '../../errors/index.ts'
import type { CsvSpec } from '../../records/index.ts'
import { findWavelength } from '../axis.ts'
import { afterLineBreak, readCells } from './csv-cells.ts'
import { decideHeader } from './csv-header.ts'
import type { Layout } from './csv-layout.ts'
import type { Dialect } from './csv-rows.ts'
import { filledWidth, type SampleLine, splitLine } from './csv-sample.ts'

export interface HeaderCells {
  readonly columns: readonly string[]
  /** False where the columns are numbered for want of a header. */
  readonly names: boolean
  /** Of the header, or of the first sample where there is none. */
  readonly line: number
  readonly reason: string
  readonly ambiguous: boolean
  /** Where the samples begin. */
  readonly body: { readonly position: number; readonly line: number }
  /** Comment lines before the table. */
  readonly comments: readonly SampleLine[]
}

interface TableStart {
  readonly bytes: Buffer
  /** Index of the first byte of the table, and its line. */
  readonly start: number
  readonly line: number
  readonly layout: Layout
  readonly dialect: Dialect
  readonly spec: CsvSpec
}

/**
 * The names of the columns and where the samples begin.
 *
 * @throws UnclosedQuote; DuplicateColumn, MissingHeader for names that stand twice
 */
export function headerOf({ bytes, start, line, layout, dialect, spec }: TableStart): HeaderCells {
  const { cells, last } = readCells(bytes, start, dialect.delimiter)
  if (!last.closed) throw UnclosedQuote({}).at({ line })
  const first = withoutTrailing(cells, layout.rows)
  const [, ...samples] = layout.rows
  const decision =
    spec.header === undefined
      ? decideHeader(first, samples, dialect.decimal, dialect.missing)
      : { header: spec.header, reason: 'given', ambiguous: false }
  const before = layout.comments.filter(comment => comment.line < line)
  if (decision.header) {
    refuseDuplicates(first, line)
    const breaks = bytes.toString('utf8', start, last.end).match(/\r\n|\r|\n/g)?.length ?? 0
    const body = { position: afterLineBreak(bytes, last.end), line: line + breaks + 1 }
    const { reason, ambiguous } = decision
    return { columns: first, names: true, line, reason, ambiguous, body, comments: before }
  }
  const body = { position: start, line }
  const commented = spec.header === undefined ? commentedHeader(before.at(-1), first.length, layout, dialect) : null
  if (commented) {
    const header = before.at(-1)!
    refuseDuplicates(commented, header.line)
    const reason = 'the comment above the samples has as many cells as they'
    const comments = before.slice(0, -1)
    return { columns: commented, names: true, line: header.line, reason, ambiguous: true, body, comments }
  }
  const columns = first.map((_, i) => `column_${i + 1}`)
  return { columns, names: false, line, reason: decision.reason, ambiguous: decision.ambiguous, body, comments: before }
}

/** Cells without a name at the end are no columns, unless samples fill them. */
function withoutTrailing(cells: readonly string[], rows: Layout['rows']): readonly string[] {
  const width = Math.max(filledWidth(cells), ...rows.slice(1).map(filledWidth))
  return cells.slice(0, Math.max(Math.min(width, cells.length), 2))
}

/** `# id,850,852`, as numerical software writes it. */
function commentedHeader(
  comment: SampleLine | undefined,
  width: number,
  { delimiter }: Layout,
  { comments }: Dialect,
): readonly string[] | null {
  if (!comment) return null
  const trimmed = comment.text.trim()
  const mark = comments.find(prefix => trimmed.startsWith(prefix))
  const cells = splitLine(trimmed.slice(mark?.length ?? 0).trim(), delimiter)
  return cells.length === width ? cells : null
}

function refuseDuplicates(columns: readonly string[], line: number): void {
  if (new Set(columns).size === columns.length) return
  if (columns.every(name => findWavelength(name))) throw MissingHeader({}).at({ line })
  const seen = new Set<string>()
  for (const column of columns) {
    if (seen.has(column)) {
      const positions = columns.flatMap((name, i) => (name === column ? [i + 1] : []))
      throw DuplicateColumn({ column, positions }).at({ line, field: column })
    }
    seen.add(column)
  }
}
