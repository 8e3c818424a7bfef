import { printable } from '../errors/index.ts'
import type { ModelExplanation } from '../records/index.ts'
import type { ScatterDisplay } from './display.ts'
import { formatCount, formatScore } from './format.ts'

/**
 * Influence plot: Hotelling's T² (how far a sample lies within the model) against Q (how much of its spectrum the model does
 * not describe), with the limits at 95 % and 99 %. Samples within both limits at 95 % are one series, the others another.
 *
 * @param sample_ids in the order of the samples; without them samples are named by their row
 */
export function influenceScatter(
  { components }: ModelExplanation,
  sample_ids: readonly string[] | null = null,
): ScatterDisplay {
  const { hotelling_t2 = [], q_residuals = [], hotelling_t2_limits, q_residuals_limits } = components ?? {}
  const points = q_residuals.map((y, i) => ({
    x: hotelling_t2[i] ?? Number.NaN,
    y,
    label: printable(sample_ids?.[i] ?? `row ${i}`),
  }))
  const limits = [
    { axis: 'x', name: 'T²', of: hotelling_t2_limits },
    { axis: 'y', name: 'Q', of: q_residuals_limits },
  ] as const
  const exceeds = (axis: 'x' | 'y', value: number) => {
    const limit = limits.find(candidate => candidate.axis === axis)?.of?.at_95
    return limit !== null && limit !== undefined && value > limit
  }
  const beyond = (point: { readonly x: number; readonly y: number }) => exceeds('x', point.x) || exceeds('y', point.y)
  return {
    kind: 'scatter',
    title: 'Influence: T² and Q of each sample',
    x: { label: 'Hotelling’s T²', unit: null },
    y: { label: 'Q residual', unit: 'sum of squares of X as modelled' },
    series: [
      { name: 'within 95 %', points: points.filter(point => !beyond(point)) },
      { name: 'beyond 95 %', points: points.filter(beyond) },
    ].filter(series => series.points.length > 0),
    identity: false,
    limits: limits.flatMap(({ axis, name, of }) =>
      [
        { value: of?.at_95, label: `${name} 95 %` },
        { value: of?.at_99, label: `${name} 99 %` },
      ].flatMap(({ value, label }) => (value === null || value === undefined ? [] : [{ axis, value, label }])),
    ),
    notes:
      points.length === 0
        ? []
        : limits.flatMap(({ axis, name, of }) => {
            if (of?.at_95 === null || of?.at_95 === undefined) return [`${name} has no limit here.`]
            const count = points.filter(point => exceeds(axis, point[axis])).length
            return [
              `${count} of ${formatCount(points.length, 'sample')} beyond ${name} 95 % (${formatScore(of.at_95)}).`,
            ]
          }),
    whenEmpty: 'This model describes no spectra by components, so samples have no T² and Q to draw.',
  }
}
