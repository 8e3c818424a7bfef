import { printable } from '../errors/index.ts'
import type { ControlLimits, ResultExplanation } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { featureWord, formatFeature } from './feature-words.ts'
import { formatScore } from './format.ts'

/** So many coefficients and samples are named. */
const most = 10

/** Share of the variance of X and y that each component describes, and all up to it. */
export function componentsTable({ explanation, target }: ResultExplanation): TableDisplay {
  const { x_explained, y_explained = [] } = explanation.components ?? {}
  const cumulated = (shares: readonly number[] | undefined, a: number) =>
    shares ? shares.slice(0, a + 1).reduce((sum, share) => sum + share, 0) : null
  const percent = (share: number | null | undefined) => formatScore(share == null ? null : 100 * share)
  const share = (key: string, label: string, of: (a: number) => number | null | undefined) =>
    numberColumn<number>(
      key,
      label,
      { priority: 0 },
      a => of(a) ?? null,
      a => percent(of(a)),
    )
  return tableOf(
    'Components: share of the sum of squares that each explains',
    [
      countColumn<number>('component', 'Component', 0, a => a + 1),
      share('x_explained', 'X (%)', a => x_explained?.[a]),
      share('x_cumulated', 'X in all (%)', a => cumulated(x_explained, a)),
      share('y_explained', `${target} (%)`, a => y_explained[a]),
      share('y_cumulated', `${target} in all (%)`, a => cumulated(y_explained, a)),
    ],
    Array.from(y_explained.keys()),
    'This model has no components.',
  )
}

interface Feature {
  readonly j: number
  readonly coefficient: number
}

/** Where |b| is greater than at both neighbours; columns without wavelengths have no neighbours. */
function peaks(coefficients: readonly number[], ordered: boolean): readonly Feature[] {
  const size = (j: number) => Math.abs(coefficients[j] ?? -1)
  return coefficients
    .map((coefficient, j) => ({ j, coefficient }))
    .filter(({ j }) => !ordered || (size(j) > size(j - 1) && size(j) >= size(j + 1)))
    .sort((a, b) => size(b.j) - size(a.j) || a.j - b.j)
    .slice(0, most)
}

/** The features of greatest |coefficient|: of a band of neighbours the one at its peak. */
export function coefficientsTable(record: ResultExplanation): TableDisplay {
  const { coefficients = [], components } = record.explanation
  const unit = `${record.y_processing ? `${record.target} after ${record.y_processing}` : record.target} per unit of X`
  const vip = components?.vip
  return tableOf(
    record.wavelengths ? 'Greatest coefficients, at the peaks of their size' : 'Greatest coefficients',
    [
      textColumn<Feature>('feature', featureWord(record), 0, ({ j }) => formatFeature(record, j)),
      numberColumn<Feature>('coefficient', `Coefficient (${unit})`, { priority: 0 }, ({ coefficient }) => coefficient),
      ...(vip ? [numberColumn<Feature>('vip', 'VIP', { priority: 1 }, ({ j }) => vip[j] ?? null)] : []),
    ],
    peaks(coefficients, record.wavelengths !== null),
    'This model is not linear in the spectra, so it has no coefficients.',
  )
}

interface Range {
  readonly from: number
  readonly to: number
  readonly peak: number
}

/** Neighbouring features whose VIP is above 1. */
export function vipRangesTable(record: ResultExplanation): TableDisplay {
  const vip = record.explanation.components?.vip ?? []
  const ranges: Range[] = []
  vip.forEach((value, j) => {
    if (!(value > 1)) return
    const last = ranges.at(-1)
    if (last?.to === j - 1)
      ranges[ranges.length - 1] = { ...last, to: j, peak: value > vip[last.peak]! ? j : last.peak }
    else ranges.push({ from: j, to: j, peak: j })
  })
  const word = featureWord(record)
  return tableOf(
    'Ranges of VIP above 1',
    [
      textColumn<Range>('from', `From: ${word.toLowerCase()}`, 0, ({ from }) => formatFeature(record, from)),
      textColumn<Range>('to', 'To', 0, ({ to }) => formatFeature(record, to)),
      countColumn<Range>('features', 'Features', 1, ({ from, to }) => to - from + 1),
      numberColumn<Range>('largest', 'Greatest VIP', { priority: 0 }, ({ peak }) => vip[peak]!),
      textColumn<Range>('at', 'At', 0, ({ peak }) => formatFeature(record, peak)),
    ],
    ranges,
    'This model has no components that are combinations of features, so it has no VIP.',
  )
}

interface Influence {
  readonly name: string
  readonly t2: number
  readonly q: number | null
  readonly beyond: string
  readonly ratio: number
}

const level = (value: number, limits: ControlLimits | undefined): '95 %' | '99 %' | null => {
  if (limits?.at_99 != null && value > limits.at_99) return '99 %'
  return limits?.at_95 != null && value > limits.at_95 ? '95 %' : null
}

/** Training samples beyond a limit of T² or Q, the farthest beyond first. */
export function influentialSamplesTable({ explanation, sample_ids }: ResultExplanation): TableDisplay {
  const { hotelling_t2 = [], q_residuals, hotelling_t2_limits, q_residuals_limits } = explanation.components ?? {}
  const samples = hotelling_t2.map((t2, i): Influence => {
    const q = q_residuals?.[i] ?? null
    const levels = [
      { name: 'T²', value: t2, limits: hotelling_t2_limits },
      { name: 'Q', value: q, limits: q_residuals_limits },
    ].flatMap(({ name, value, limits }) => {
      const beyond = value === null ? null : level(value, limits)
      return beyond === null ? [] : [{ words: `${name} ${beyond}`, ratio: value! / limits!.at_95! }]
    })
    return {
      name: sample_ids?.[i] ?? `row ${i}`,
      t2,
      q,
      beyond: levels.map(({ words }) => words).join(', '),
      ratio: Math.max(0, ...levels.map(({ ratio }) => ratio)),
    }
  })
  const found = samples.filter(({ beyond }) => beyond !== '').sort((a, b) => b.ratio - a.ratio)
  const limits = [
    ['T²', hotelling_t2_limits],
    ['Q', q_residuals_limits],
  ] as const
  const said = limits.flatMap(([name, of]) =>
    of?.at_95 == null ? [] : [`${name} 95 % ${formatScore(of.at_95)}, 99 % ${formatScore(of.at_99)}`],
  )
  return tableOf(
    `Samples beyond the limits: ${found.length} of ${samples.length}${said.length > 0 ? ` (${said.join('; ')})` : ''}`,
    [
      textColumn<Influence>('sample', 'Sample', 0, ({ name }) => printable(name)),
      numberColumn<Influence>('t2', 'T²', { priority: 0 }, ({ t2 }) => t2),
      numberColumn<Influence>('q', 'Q', { priority: 0 }, ({ q }) => q),
      textColumn<Influence>('beyond', 'Beyond', 0, ({ beyond }) => beyond),
    ],
    found,
    hotelling_t2.length > 0
      ? 'No training sample is beyond a limit.'
      : 'This model describes no spectra by components, so samples have no T² and Q.',
  )
}
