import { groupedDigits } from '../errors/index.ts'
/** Numbers and times as people read them. */

/** Three significant figures, or `–` where there is no number. */
export function formatScore(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  // Of the rounded value: 9.996 reads 10.0, not 10.00.
  const magnitude = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits)))))
  const text =
    magnitude >= 6 || magnitude < -4
      ? value.toExponential(digits - 1)
      : value.toFixed(Math.max(0, digits - 1 - magnitude))
  return text.replaceAll('-', '−')
}

/** A share of a whole with as many decimals everywhere, so that 1.00 stands under 0.81. */
export const formatShare = (value: number | null | undefined, decimals = 2): string =>
  value === null || value === undefined || Number.isNaN(value) ? '–' : value.toFixed(decimals)

/** `2.01 ± 0.39`: the spread with two significant figures, and a third where the mean has that decimal. */
export function formatSpread(mean: number | null | undefined, sd: number | null | undefined): string {
  const [center, spread] = [formatScore(mean), formatScore(sd, 2)]
  if (sd === null || sd === undefined || spread === '–') return center
  const decimals = (text: string) => (/[e∞]/.test(text) ? null : (text.split('.')[1]?.length ?? 0))
  const [ofMean, ofSpread] = [decimals(center), decimals(spread)]
  const finer = ofMean !== null && ofSpread !== null && ofMean > ofSpread
  return `${center} ± ${finer ? sd.toFixed(ofSpread + 1) : spread}`
}

export function formatDuration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return '–'
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** `2026-11-23 10:31`, UTC. */
export function formatTime(iso: string | null | undefined): string {
  return iso ? iso.slice(0, 16).replace('T', ' ') : '–'
}

export function formatCount(n: number, singular: string, plural = `${singular}s`): string {
  return `${groupedDigits(n)} ${n === 1 ? singular : plural}`
}

/** `1.3 MB`, powers of 1000. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return '–'
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`
}
