import type { Glyphs } from '../theme/glyphs.ts'
import type { Span } from './line.ts'

/** Done and failed of all, in exactly `width` cells, to an eighth of a cell where the font can. */
export function progressBar(
  { completed, failed, total }: { readonly completed: number; readonly failed: number; readonly total: number },
  width: number,
  { full, eighths, rest }: Glyphs,
): readonly Span[] {
  const share = (n: number) => (total > 0 ? Math.min(1, n / total) * width : 0)
  const bad = failed > 0 ? Math.max(1, Math.floor(share(failed))) : 0
  const done = Math.min(width - bad, share(completed))
  const whole = Math.floor(done)
  const part = eighths[Math.floor((done - whole) * 8)]!.trim()
  const left = width - whole - part.length - bad
  return [
    [full.repeat(whole) + part, 'good'],
    [full.repeat(bad), 'bad'],
    [rest.repeat(Math.max(0, left)), 'faint'],
  ]
}
