/** Latin letters, punctuation, mathematics, arrows and boxes: one cell each on any terminal. No combining marks. */
const oneCellEach =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u03ff\u0400-\u0482\u2010-\u2027\u2070-\u209f\u2190-\u22ff\u2500-\u259f]*$/

/** Counts the cells that a text takes on a terminal. */
export type TextWidth = (text: string) => number

/** At least as many cells as the text takes: what is not plain counts double. */
export const widthAtMost: TextWidth = text => (oneCellEach.test(text) ? text.length : text.length * 2)

/** Exact for these texts. Most are plain; the Unicode tables for the others cost more time than a whole command. */
export async function textWidthFor(texts: Iterable<string>): Promise<TextWidth> {
  for (const text of texts) {
    if (oneCellEach.test(text)) continue
    const { default: stringWidth } = await import('string-width')
    return text => (oneCellEach.test(text) ? text.length : stringWidth(text))
  }
  return text => text.length
}
