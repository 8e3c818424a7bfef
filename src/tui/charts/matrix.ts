import type { MatrixDisplay } from '../../core/index.ts'
import { textLines } from '../components/facts.ts'
import { fitText, type Line, type Span, textWidth, truncate, wrapText } from '../components/line.ts'
import { clamp } from '../state/moves.ts'
import type { Glyphs } from '../theme/glyphs.ts'

interface Area {
  readonly width: number
  readonly glyphs: Glyphs
}

/** How wide cells are, and what stands over them. */
interface Layout {
  /** Over the columns: their names, or numbers that the rows carry as well. */
  readonly numbered: boolean
  readonly cell: number
  /** Characters of shade before the number. */
  readonly shade: number
  /** Cells of the names of the rows. */
  readonly side: number
  /** Columns that fit beside each other. */
  readonly columns: number
}

const gap = 1
const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, textWidth(text)), 0)

/** Cells the summaries beside the rows take, each with two before it. */
const besideWidth = ({ rows }: MatrixDisplay) =>
  rows.summaries.reduce((sum, { label, texts }) => sum + 2 + longest([label, ...texts]), 0)

/** Names of rows are cut to no less. */
const shortestSide = 10

/** The widest layout that fits: whole names, cut names, numbers; where that is too wide, as many columns as fit. */
function layOut(display: MatrixDisplay, width: number): Layout {
  const { rows, columns, texts } = display
  const number = longest(texts.flat())
  const summary = Math.max(0, ...columns.summaries.map(({ texts: own }) => longest(own)))
  const name = longest(columns.names)
  const digits = String(columns.names.length).length
  const wanted = longest([...rows.names, rows.label, ...columns.summaries.map(({ label }) => label)])
  const room = width - 1 - besideWidth(display)
  const ways = [
    { numbered: false, shade: 2, cell: Math.max(number + 3, summary, name), least: Math.min(wanted, 24) },
    { numbered: false, shade: 2, cell: Math.max(number + 3, summary, Math.min(name, 8)), least: Math.min(wanted, 14) },
    { numbered: true, shade: 1, cell: Math.max(number + 1, summary, digits), least: shortestSide },
  ]
  const fit = ({ cell, least }: (typeof ways)[number]) => Math.max(1, Math.floor((room - least) / (cell + gap)))
  const { least, ...chosen } = ways.find(way => fit(way) >= columns.names.length) ?? ways[2]!
  const shown = Math.min(columns.names.length, fit({ ...chosen, least }))
  const most = wanted + (chosen.numbered ? digits + 1 : 0)
  return { ...chosen, columns: shown, side: clamp(room - shown * (chosen.cell + gap), least, most) }
}

/** Whether all columns have room. */
export const matrixFits = (display: MatrixDisplay, width: number): boolean =>
  layOut(display, width).columns === display.columns.names.length

/**
 * A matrix with a shade and a number in each cell, names around it, sums and shares beside and below. Shade and place say what
 * the colours say.
 */
export function matrixLines(display: MatrixDisplay, { width, glyphs }: Area): readonly Line[] {
  const title = wrapText(display.title, width - 2).map((line): Line => [[` ${line}`, 'heading']])
  if (display.texts.length === 0) return [...title, ...textLines(display.whenEmpty, width, 'faint')]
  const layout = layOut(display, width)
  const n = display.columns.names.length
  const blocks = Array.from({ length: Math.ceil(n / layout.columns) }, (_, block) => {
    const from = block * layout.columns
    const places = Array.from({ length: Math.min(layout.columns, n - from) }, (_, j) => from + j)
    return blockLines(display, layout, places, glyphs)
  })
  return [
    ...title,
    ...blocks.flatMap(lines => [...lines, []]),
    ...textLines(legend(display, glyphs), width, 'faint'),
    ...textLines(display.notes.join(` ${glyphs.separator} `), width),
  ]
}

/** The columns at `places`, with all rows; a matrix that is too wide continues below itself. */
function blockLines(
  display: MatrixDisplay,
  layout: Layout,
  places: readonly number[],
  glyphs: Glyphs,
): readonly Line[] {
  const { rows, columns, texts } = display
  const numbered = (name: string, i: number) => (layout.numbered ? `${i + 1} ${name}` : name)
  const side = (text: string, tone?: Span[1]): Span => [` ${fitText(text, layout.side, 'left', glyphs.ellipsis)}`, tone]
  const cell = (text: string, tone?: Span[1]): Span => [
    ` ${fitText(text, layout.cell, 'right', glyphs.ellipsis)}`,
    tone,
  ]
  const beside = (text: (summary: (typeof rows.summaries)[number]) => string): readonly Span[] =>
    rows.summaries.map(summary => [
      `  ${fitText(text(summary), longest([summary.label, ...summary.texts]), 'right')}`,
      'faint',
    ])
  return [
    [side(''), [` ${truncate(columns.label, places.length * (layout.cell + gap) - gap)}`, 'faint']],
    [
      side(rows.label, 'faint'),
      ...places.map(j => cell(layout.numbered ? String(j + 1) : columns.names[j]!, 'heading')),
      ...beside(({ label }) => label),
    ],
    ...texts.map(
      (cells, i): Line => [
        side(numbered(rows.names[i]!, i), 'heading'),
        ...places.flatMap(j => shadedCell(display, layout, cells[j]!, i, j, glyphs)),
        ...beside(summary => summary.texts[i] ?? ''),
      ],
    ),
    ...columns.summaries.map(
      ({ label, texts: own }): Line => [side(label, 'faint'), ...places.map(j => cell(own[j] ?? '', 'faint'))],
    ),
  ]
}

function shadedCell(
  { shades, agreement }: MatrixDisplay,
  { cell, shade }: Layout,
  text: string,
  i: number,
  j: number,
  glyphs: Glyphs,
): readonly Span[] {
  const share = shades[i]?.[j] ?? 0
  const agrees = agreement && i === j
  if (share <= 0) return [[` ${fitText(text, cell, 'right')}`, 'faint']]
  const sign = glyphs.shades[clamp(Math.ceil(share * (glyphs.shades.length - 1)), 1, glyphs.shades.length - 1)]!
  return [
    [` ${sign.repeat(shade)}`, agreement && !agrees ? 'bad' : 'accent'],
    [fitText(text, cell - shade, 'right'), agrees ? 'strong' : 'plain'],
  ]
}

/** `░ to 25 %, ▒ to 50 %, …: share of the samples of the measured class`. */
function legend({ shading }: MatrixDisplay, { shades }: Glyphs): string {
  const steps = shades.length - 1
  const named = shades.slice(1).map((sign, i) => `${sign} to ${Math.round(((i + 1) / steps) * 100)} %`)
  return `${named.join(', ')}: ${shading}`
}
