import { formatScore, type SpectralBand } from '../../core/index.ts'

const height = 9

/** The spectra as text, a column a band: `│` from the lowest to the highest value, `●` the median sample. */
export function textSpectra(bands: readonly SpectralBand[], unit: string | null): string {
  const [first] = bands
  if (!first) return ''
  const low = Math.min(...bands.map(({ min }) => min))
  const high = Math.max(...bands.map(({ max }) => max))
  const level = (value: number) => (high === low ? 0 : Math.round(((value - low) / (high - low)) * (height - 1)))
  const labels = [formatScore(high, 4), formatScore(low, 4)]
  const margin = Math.max(...labels.map(label => label.length))
  const lines = Array.from({ length: height }, (_, line) => {
    const at = height - 1 - line
    const label = line === 0 ? labels[0]! : at === 0 ? labels[1]! : ''
    const marks = bands.map(({ min, median, max }) =>
      level(median) === at ? '●' : level(min) <= at && at <= level(max) ? '│' : ' ',
    )
    return `${label.padStart(margin)} ${marks.join('')}`.trimEnd()
  })
  const [left, right] = [String(first.from), `${bands.at(-1)!.to}${unit ? ` ${unit}` : ''}`]
  const axis = `${left}${' '.repeat(Math.max(1, bands.length - left.length - right.length))}${right}`
  return `${[...lines, `${' '.repeat(margin)} ${axis}`].join('\n')}\n`
}
