import type { NewSpectra } from '../datasets/index.ts'
import type { NewPrediction } from '../records/index.ts'
import type { CalibrationDomain, DomainFigures, Predicted } from '../run/index.ts'
import type { ResidualInterval } from './residual-interval.ts'

export type JudgedSamples = readonly NewPrediction[]

interface Yardsticks {
  readonly interval: ResidualInterval
  readonly domain: (CalibrationDomain & DomainFigures) | null
  readonly y_range: readonly [number, number] | null
}

/** One record a sample: what is predicted, within what, and whether the model knows samples like it. */
export function judgeSamples(
  { sample_ids, y }: NewSpectra,
  { values, scores }: Predicted,
  classes: readonly string[] | null,
  { interval, domain, y_range }: Yardsticks,
): JudgedSamples {
  const half = interval.half_width
  return sample_ids.map((sample_id, i) => {
    const value = values[i]!
    const reasons = [...spectralReasons(domain, i), ...rangeReasons(y_range, value)]
    const label = (code: number) => (classes ? classes[code]! : code)
    const { matrix } = scores ?? { matrix: null }
    return {
      sample_id,
      y_pred: label(value),
      ...(matrix &&
        scores?.kind === 'probabilities' && {
          y_proba: Array.from(matrix.values.subarray(i * matrix.columns, (i + 1) * matrix.columns)),
        }),
      lower: half === null ? null : value - half,
      upper: half === null ? null : value + half,
      hotelling_t2: domain?.hotelling_t2[i] ?? null,
      q_residual: domain?.q_residuals[i] ?? null,
      inside_domain: domain === null && y_range === null ? null : reasons.length === 0,
      reasons,
      ...(y && { y_true: label(y[i]!), ...(!classes && { residual: value - y[i]! }) }),
    }
  })
}

const short = (value: number) => String(Number(value.toPrecision(4)))

function spectralReasons(domain: Yardsticks['domain'], i: number): string[] {
  if (domain === null) return []
  const above = (name: string, value: number, limit: number | null) =>
    limit !== null && value > limit ? [`${name} ${short(value)} is above ${short(limit)}`] : []
  return [
    ...above('T²', domain.hotelling_t2[i]!, domain.hotelling_t2_limit),
    ...above('Q', domain.q_residuals[i]!, domain.q_residuals_limit),
  ]
}

function rangeReasons(range: readonly [number, number] | null, value: number): string[] {
  if (range === null || (value >= range[0] && value <= range[1])) return []
  return [`the prediction is outside of the calibrated ${short(range[0])} to ${short(range[1])}`]
}
