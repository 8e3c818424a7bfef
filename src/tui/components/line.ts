import stringWidth from 'string-width'
import { printable } from '../../core/index.ts'
import type { Tone } from '../theme/theme.ts'

/** A piece of a line, and what it means. */
export type Span = readonly [text: string, tone?: Tone | undefined]
export type Line = readonly Span[]

const simple = /^[\x20-\x7e]*$/
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Cells the text takes on a terminal, once what could harm the screen was made visible. */
export function textWidth(text: string): number {
  return simple.test(text) ? text.length : stringWidth(printable(text))
}

/** The text in at most `width` cells, cut with `ellipsis`; never half of a wide or a combined character. */
export function truncate(text: string, width: number, ellipsis = '…'): string {
  if (width <= 0) return ''
  if (simple.test(text)) return text.length <= width ? text : text.slice(0, width - 1) + ellipsis
  const safe = printable(text)
  if (stringWidth(safe) <= width) return safe
  let kept = ''
  let room = width - 1
  for (const { segment } of segmenter.segment(safe)) {
    room -= stringWidth(segment)
    if (room < 0) break
    kept += segment
  }
  return kept + ellipsis
}

/** The text in at most `width` cells, cut in the middle: names of pipelines begin alike and differ at the end. */
export function truncateMiddle(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return truncate(text, width)
  if (width < 8) return truncate(text, width, ellipsis)
  const segments = [...segmenter.segment(printable(text))].map(({ segment }) => segment)
  const end: string[] = []
  let room = Math.floor((width - 1) / 2)
  for (const segment of segments.reverse()) {
    room -= textWidth(segment)
    if (room < 0) break
    end.unshift(segment)
  }
  const tail = end.join('')
  return truncate(text, width - textWidth(tail), ellipsis) + tail
}

/** The text in exactly `width` cells. */
export function fitText(text: string, width: number, align: 'left' | 'right' = 'left', ellipsis = '…'): string {
  const cut = truncate(text, width, ellipsis)
  const padding = ' '.repeat(Math.max(0, width - textWidth(cut)))
  return align === 'left' ? cut + padding : padding + cut
}

export const lineWidth = (line: Line): number => line.reduce((sum, [text]) => sum + textWidth(text), 0)

/** The line in at most `width` cells. */
export function truncateLine(line: Line, width: number, ellipsis = '…'): Line {
  if (lineWidth(line) <= width) return line
  const kept: Span[] = []
  let room = width
  for (const [text, tone] of line) {
    const own = textWidth(text)
    if (own > room || (own === room && kept.length + 1 < line.length)) {
      kept.push([own === room ? text : truncate(text, room, ellipsis), tone])
      break
    }
    kept.push([text, tone])
    room -= own
  }
  return kept
}

/** The line in exactly `width` cells. */
export function padLine(line: Line, width: number, ellipsis = '…'): Line {
  const cut = truncateLine(line, width, ellipsis)
  const missing = width - lineWidth(cut)
  return missing > 0 ? [...cut, [' '.repeat(missing)]] : cut
}

/** `left` and `right` in one line of exactly `width` cells; the left gives way. */
export function ends(left: Line, right: Line, width: number, ellipsis = '…'): Line {
  const own = truncateLine(right, width, ellipsis)
  const room = width - lineWidth(own)
  return room <= 1 ? padLine(own, width) : [...padLine(left, room - 1, ellipsis), [' '], ...own]
}

/** Words of a text in lines of at most `width` cells; newlines stay. */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap(paragraph => {
    if (textWidth(paragraph) <= width) return [paragraph]
    const indent = /^ */.exec(paragraph)![0]
    const lines: string[] = []
    let line = indent
    for (const word of paragraph.trim().split(/ +/)) {
      const joined = line.trim() === '' ? line + word : `${line} ${word}`
      if (textWidth(joined) <= width) line = joined
      else {
        if (line.trim() !== '') lines.push(line)
        line = truncate(word, width)
      }
    }
    return [...lines, line]
  })
}

/** Blocks side by side, each in its width, with `between` them; as tall as `height`. */
export function beside(
  blocks: readonly { readonly lines: readonly Line[]; readonly width: number }[],
  height: number,
  between: Span,
): Line[] {
  return Array.from({ length: height }, (_, row) =>
    blocks.flatMap(({ lines, width }, i) => [...(i > 0 ? [between] : []), ...padLine(lines[row] ?? [], width)]),
  )
}
