import { type BarsDisplay, formatScore } from '../../core/index.ts'
import { textLines } from '../components/facts.ts'
import { fitText, type Line, padLine, textWidth } from '../components/line.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import type { Tone } from '../theme/theme.ts'
import { axisTitle } from './scatter.ts'

const tones: readonly Tone[] = ['accent', 'second', 'good', 'warn']

/** Neighbouring bins together, so many that no more than `most` are left. */
function mergedBins({ edges, series }: BarsDisplay, most: number) {
  const step = Math.max(1, Math.ceil((edges.length - 1) / most))
  const starts = Array.from({ length: Math.ceil((edges.length - 1) / step) }, (_, i) => i * step)
  return starts.map(from => {
    const to = Math.min(edges.length - 1, from + step)
    const counts = series.map(({ heights }) => heights.slice(from, to).reduce((sum, height) => sum + height, 0))
    return { from: edges[from]!, to: edges[to]!, counts }
  })
}

/** A histogram with a bin a line: its range, a bar with the series one after the other, and how many. */
export function barChartLines(
  display: BarsDisplay,
  { width, height, glyphs }: { readonly width: number; readonly height: number; readonly glyphs: Glyphs },
): readonly Line[] {
  if (display.edges.length < 2) return textLines(display.whenEmpty, width, 'faint')
  const notes = textLines(display.notes.join(` ${glyphs.separator} `), width, 'faint').slice(0, 3)
  const bins = mergedBins(display, Math.max(4, height - 2 - notes.length))
  const labels = bins.map(({ from, to }) => `${formatScore(from)} – ${formatScore(to)}`)
  const left = Math.max(...labels.map(textWidth))
  const counts = bins.map(bin => bin.counts.join(' + '))
  const right = Math.max(...counts.map(textWidth))
  const room = Math.max(8, width - left - right - 5)
  const most = Math.max(1, ...bins.map(bin => bin.counts.reduce((sum, count) => sum + count, 0)))
  // Without colours the series are told apart by how dense they are.
  const fills = [glyphs.full, glyphs.shades[2]!, glyphs.shades[1]!]
  const legend: Line = [
    [` ${axisTitle(display.x)}`, 'faint'],
    ...(display.series.length > 1
      ? display.series.map(({ name }, i) => [`  ${fills[i % fills.length]} ${name}`, tones[i % tones.length]] as const)
      : []),
  ]
  const lines = bins.map((bin, row): Line => {
    const lengths = bin.counts.map(count => (count === 0 ? 0 : Math.max(1, Math.round((count / most) * room))))
    const bars = lengths.map((length, i) => [fills[i % fills.length]!.repeat(length), tones[i % tones.length]] as const)
    return [
      [` ${fitText(labels[row]!, left, 'right')} ${glyphs.axisLine}`, 'faint'],
      ...bars,
      [` ${counts[row]}`, 'faint'],
    ]
  })
  return [legend, ...lines, ...notes].slice(0, height).map(line => padLine(line, width, glyphs.ellipsis))
}
