import type { IBufferCell, IBufferLine, Terminal } from '@xterm/headless'

const cell = { width: 8.4, height: 18, baseline: 13.5 }
const ink = '#d4d4d4'
const paper = '#1e1e1e'

const sixteen = [
  ...['#1e1e1e', '#cd3131', '#0dbc79', '#e5e510', '#2472c8', '#bc3fbc', '#11a8cd', '#e5e5e5'],
  ...['#666666', '#f14c4c', '#23d18b', '#f5f543', '#3b8eea', '#d670d6', '#29b8db', '#ffffff'],
]

function paletteColour(n: number): string {
  if (n < 16) return sixteen[n]!
  if (n >= 232) return `rgb(${Array(3).fill(8 + (n - 232) * 10)})`
  const level = (v: number) => (v === 0 ? 0 : 55 + v * 40)
  const index = n - 16
  return `rgb(${[level(Math.floor(index / 36)), level(Math.floor(index / 6) % 6), level(index % 6)]})`
}

const hex = (n: number) => `#${n.toString(16).padStart(6, '0')}`

function coloursOf(c: IBufferCell): { foreground: string; background: string | null } {
  const foreground = c.isFgRGB() ? hex(c.getFgColor()) : c.isFgPalette() ? paletteColour(c.getFgColor()) : ink
  const background = c.isBgRGB() ? hex(c.getBgColor()) : c.isBgPalette() ? paletteColour(c.getBgColor()) : null
  return c.isInverse() ? { foreground: background ?? paper, background: foreground } : { foreground, background }
}

const styleOf = (c: IBufferCell) => {
  const { foreground, background } = coloursOf(c)
  return [
    foreground,
    background,
    c.isBold() ? 'bold' : '',
    c.isDim() ? 'dim' : '',
    c.isUnderline() ? 'under' : '',
  ].join()
}

const escaped = (text: string) => text.replace(/[&<>]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

/** Neighbouring cells that look alike are one text. */
function runsOf(line: IBufferLine, columns: number) {
  const runs: { start: number; width: number; text: string; first: IBufferCell; style: string }[] = []
  for (let x = 0; x < columns; ) {
    const c = line.getCell(x)
    if (!c) break
    const width = c.getWidth() || 1
    const text = c.getChars() || ' '
    const last = runs.at(-1)
    const style = styleOf(c)
    const joins = last && last.style === style && width === 1 && last.width === last.text.length && text.length === 1
    if (joins) {
      last.text += text
      last.width += 1
    } else runs.push({ start: x, width, text, first: c, style })
    x += width
  }
  return runs
}

/** The screen as a drawing, cell by cell. */
export function terminalSvg(screen: Terminal): string {
  const buffer = screen.buffer.active
  const parts: string[] = []
  for (let y = 0; y < screen.rows; y++) {
    const line = buffer.getLine(buffer.viewportY + y)
    if (!line) continue
    for (const { start, width, text, first } of runsOf(line, screen.cols)) {
      const { foreground, background } = coloursOf(first)
      const [x, w] = [start * cell.width, width * cell.width]
      if (background) {
        parts.push(`<rect x="${x}" y="${y * cell.height}" width="${w}" height="${cell.height}" fill="${background}"/>`)
      }
      if (text.trim() === '') continue
      const style = [
        first.isBold() ? 'font-weight="bold"' : '',
        first.isDim() ? 'opacity="0.55"' : '',
        first.isUnderline() ? 'text-decoration="underline"' : '',
      ].join(' ')
      parts.push(
        `<text x="${x}" y="${y * cell.height + cell.baseline}" fill="${foreground}" ${style} xml:space="preserve" textLength="${w}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`,
      )
    }
  }
  const size = `width="${screen.cols * cell.width}" height="${screen.rows * cell.height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="${paper}"/><g font-family="DejaVu Sans Mono, monospace" font-size="14">${parts.join('')}</g></svg>`
}
