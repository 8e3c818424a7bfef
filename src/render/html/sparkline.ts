import { extent, linearScale } from '../../core/index.ts'

const heights = '▁▂▃▄▅▆▇█'
const mostCharacters = 40

/** Values in their order as small columns, each character the mean of those it stands for. */
export function sparkline(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite)
  const range = extent(finite)
  if (!range) return ''
  const count = Math.min(mostCharacters, finite.length)
  const height = linearScale(range, [0, heights.length - 1])
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [Math.floor((i * finite.length) / count), Math.floor(((i + 1) * finite.length) / count)]
    const part = finite.slice(from, to)
    return heights[Math.round(height(part.reduce((sum, value) => sum + value, 0) / part.length))]
  }).join('')
}
