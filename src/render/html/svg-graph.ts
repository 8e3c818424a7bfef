import type { GraphDisplay } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { faintInk, fonts, ink, paper, rule, tint } from './palette.ts'
import { px, shortened, svgText } from './svg-text.ts'
import { wrap } from './wrap.ts'

const [nodeWidth, nodeHeight, gap, between] = [190, 40, 10, 44]
/** Room on both sides for the arrow that leads from row to row. */
const leftEdge = 24
/** Layers side by side before the next row begins. */
const perRow = 4
const longest = 23

/** Layers from left to right, in rows of four, an arrow from each to the next; what the graph is of has a thick frame. */
export function svgGraph(display: GraphDisplay): string {
  const { layers, title, notes } = display
  const rows = Array.from({ length: Math.ceil(layers.length / perRow) }, (_, r) =>
    layers.slice(r * perRow, (r + 1) * perRow),
  )
  const columns = Math.min(perRow, layers.length)
  const width = Math.max(380, 2 * leftEdge + columns * nodeWidth + (columns - 1) * between)
  const titleLines = wrap(title, Math.floor((width - 24) / 8.9))
  let y = 20 + titleLines.length * 19
  const drawn: string[] = []
  rows.forEach((row, r) => {
    const tallest = row.reduce((most, layer) => Math.max(most, heightOf(layer)), 0)
    row.forEach((layer, c) => {
      const x = leftEdge + c * (nodeWidth + between)
      drawn.push(drawLayer(layer, x, y))
      const last = c === row.length - 1
      if (!last) drawn.push(arrow(x + nodeWidth + 6, y + 26 + nodeHeight / 2, x + nodeWidth + between - 6))
      else if (r < rows.length - 1) drawn.push(turn(x + nodeWidth, y + 26 + nodeHeight / 2, y + tallest + 12))
    })
    y += tallest + 24
  })
  const total = y + (notes.length > 0 ? 14 : 0)
  const summary = [title, ...layers.map(({ label, nodes }) => `${label}: ${nodes.map(({ name }) => name).join(', ')}`)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(summary.join('. '))}" width="${px(width)}" height="${px(total)}" viewBox="0 0 ${px(width)} ${px(total)}" style="max-width:100%;height:auto" font-family="${fonts}">`,
    `<title>${escapeHtml(title)}</title>`,
    `<rect width="${px(width)}" height="${px(total)}" fill="${paper}"/>`,
    ...titleLines.map((line, i) => svgText(12, 22 + i * 19, line, { size: 14, more: ' font-weight="600"' })),
    ...drawn,
    svgText(12, total - 10, notes.join(' · '), { colour: faintInk }),
    '</svg>',
  ].join('\n')
}

type Layer = GraphDisplay['layers'][number]

const heightOf = ({ nodes, more }: Layer) => 26 + nodes.length * (nodeHeight + gap) + (more > 0 ? 18 : 0)

function drawLayer({ label, nodes, more }: Layer, x: number, y: number): string {
  return [
    svgText(x, y + 14, label, { colour: faintInk }),
    ...nodes.map(({ name, fact, current }, i) => {
      const top = y + 26 + i * (nodeHeight + gap)
      const frame = current ? `stroke="${ink}" stroke-width="2"` : `stroke="${rule}" stroke-width="1.2"`
      const sound = fact === null || ['valid', 'completed', 'relocated'].includes(fact)
      return [
        `<g><title>${escapeHtml(fact ? `${name}: ${fact}` : name)}</title>`,
        `<rect x="${px(x)}" y="${px(top)}" width="${nodeWidth}" height="${nodeHeight}" rx="5" fill="${tint(sound ? 0 : 1, current ? 0.25 : 0.1)}" ${frame}/>`,
        ...nameLines(name, fact).map((line, k, { length }) =>
          svgText(x + 9, top + (fact || length > 1 ? 17 : 24) + 15 * k, line),
        ),
        fact ? svgText(x + 9, top + 32, shortened(fact, longest), { size: 11, colour: faintInk }) : '',
        '</g>',
      ].join('')
    }),
    more > 0
      ? svgText(x + 9, y + 26 + nodes.length * (nodeHeight + gap) + 8, `… and ${more} more`, { colour: faintInk })
      : '',
  ].join('\n')
}

/** Two lines where nothing else stands in the box: names of predictions differ at their end. */
function nameLines(name: string, fact: string | null): readonly string[] {
  const lines = fact === null ? wrap(name, longest) : [name]
  return lines.length > 2
    ? [lines[0]!, shortened(lines.slice(1).join(' '), longest)]
    : lines.map(line => shortened(line, longest))
}

const arrow = (from: number, y: number, to: number) =>
  `<path d="M${px(from)} ${px(y)}H${px(to - 6)}" stroke="${faintInk}" fill="none" stroke-width="1.4"/><path d="M${px(to - 7)} ${px(y - 4)}l7 4l-7 4z" fill="${faintInk}"/>`

/** From the last of a row around to the first of the next. */
const turn = (right: number, y: number, below: number) =>
  `<path d="M${px(right + 4)} ${px(y)}h10V${px(below)}H10V${px(below + 12 + 26 + nodeHeight / 2)}h6" stroke="${faintInk}" fill="none" stroke-width="1.4"/><path d="M${leftEdge - 8} ${px(below + 12 + 22 + nodeHeight / 2)}l7 4l-7 4z" fill="${faintInk}"/>`
