import { quote } from '../../errors/index.ts'
import type { DecimalMark } from '../number.ts'
import type { HeaderCells } from './csv-columns.ts'
import type { Layout } from './csv-layout.ts'

interface Understood {
  readonly encoding: string | null
  readonly layout: Layout
  readonly decimal: DecimalMark
  readonly header: HeaderCells
  readonly skipped: Readonly<Record<'blankLines' | 'emptyRows' | 'longRows' | 'comments', number>>
  readonly percentCells: Uint32Array
}

const mostNames = 8

/** Sentences on whatever a plain table would not have. */
export function csvNotes({ encoding, layout, decimal, header, skipped, percentCells }: Understood): string[] {
  const { preamble } = layout
  const shown = preamble.slice(0, 3).map(({ text }) => quote(text.trim(), 40))
  const percents = header.columns.filter((_, column) => percentCells[column]! > 0)
  const notes: readonly (string | false | null)[] = [
    encoding,
    layout.delimiter === ' ' && 'Cells are divided by spaces.',
    layout.delimiter === '|' && 'Cells are divided by |.',
    decimal === ',' && 'Numbers have a decimal comma.',
    preamble.length > 0 &&
      `Lines before the table, passed over: ${preamble.length} (${shown.join(', ')}${preamble.length > 3 ? ', …' : ''}).`,
    skipped.comments > 0 && `Comment lines, passed over: ${skipped.comments}.`,
    !header.names && `There is no header, so columns are numbered column_1, column_2, … (${header.reason}).`,
    header.names && header.ambiguous && `Line ${header.line} is taken for the header: ${header.reason}.`,
    skipped.blankLines > 0 && `Blank lines between the samples, passed over: ${skipped.blankLines}.`,
    skipped.emptyRows > 0 && `Rows without any value at the end, left out: ${skipped.emptyRows}.`,
    skipped.longRows > 0 && `Rows that end in a delimiter with nothing behind it: ${skipped.longRows}.`,
    percents.length > 0 &&
      `Numbers with a percent sign, read as printed (12.5% is 12.5): ${percents
        .slice(0, mostNames)
        .map(name => quote(name))
        .join(', ')}${percents.length > mostNames ? ', …' : ''}.`,
  ]
  return notes.filter(note => typeof note === 'string')
}
