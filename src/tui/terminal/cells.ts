import stringWidth from 'string-width'
import { pen, type Style } from './style.ts'

/** One row of a screen, cell by cell. */
export interface Row {
  /** What stands in each cell; nothing in the second cell of a wide character. */
  readonly texts: readonly string[]
  readonly styles: readonly Style[]
}

const sequence = /\u001b\[([\d;:]*)([A-Za-z])/y
const ascii = /^[\x20-\x7e]*$/
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The cells of a line as it is drawn, at most `columns`, without the blanks at its end. Sequences that change how characters
 * look are understood; other sequences are left out.
 */
export function cellsOf(line: string, columns: number): Row {
  const texts: string[] = []
  const styles: Style[] = []
  const drawing = pen()
  let style: Style = ''

  const put = (text: string, width: number) => {
    if (width === 0) {
      // What has no cell of its own belongs to the one before.
      const owner = texts.findLastIndex(found => found !== '')
      if (owner >= 0) texts[owner] += text
      return
    }
    if (texts.length + width > columns) return
    texts.push(text)
    styles.push(style)
    for (let i = 1; i < width; i++) {
      texts.push('')
      styles.push(style)
    }
  }

  for (let at = 0; at < line.length; ) {
    if (line[at] === '\u001b') {
      sequence.lastIndex = at
      const found = sequence.exec(line)
      if (found?.[2] === 'm') {
        drawing.apply(found[1]!)
        style = drawing.style()
      }
      at += found ? found[0].length : 1
      continue
    }
    const next = line.indexOf('\u001b', at)
    const text = line.slice(at, next < 0 ? line.length : next)
    if (ascii.test(text)) for (const character of text) put(character, 1)
    else for (const { segment } of segmenter.segment(text)) put(segment, widthOf(segment))
    at += text.length
  }
  let end = texts.length
  while (end > 0 && texts[end - 1] === ' ' && styles[end - 1] === '') end--
  return { texts: texts.slice(0, end), styles: styles.slice(0, end) }
}

const widths = new Map<string, number>()
const mostWidths = 4096

function widthOf(grapheme: string): number {
  const known = widths.get(grapheme)
  if (known !== undefined) return known
  const width = stringWidth(grapheme)
  if (widths.size >= mostWidths) widths.clear()
  widths.set(grapheme, width)
  return width
}
