import { printable } from '../errors/index.ts'
import type { SpectralOutliers } from '../records/index.ts'
import type { ScatterDisplay } from './display.ts'
import { formatCount, formatScore } from './format.ts'
import { influenceScatter } from './influence-scatter.ts'

/** Names of the furthest samples that fit below a drawing. */
const mostNamed = 5

/** T² and Q of each spectrum of a dataset, with the limits of its training spectra and the samples that lie furthest out. */
export function spectralOutliersScatter(outliers: SpectralOutliers): ScatterDisplay {
  const { dataset, preprocessings, components, sample_ids, described } = outliers
  const drawn = influenceScatter({ components }, sample_ids)
  const { hotelling_t2, hotelling_t2_limits, q_residuals = [], q_residuals_limits } = components
  const beyond = (value: number, limit: number | null | undefined) => (limit ? value / limit : 0)
  const furthest = hotelling_t2
    .map((t2, i) => ({
      id: sample_ids[i] ?? `row ${i}`,
      by: Math.max(beyond(t2, hotelling_t2_limits.at_99), beyond(q_residuals[i] ?? 0, q_residuals_limits?.at_99)),
    }))
    .filter(({ by }) => by > 1)
    .sort((a, b) => b.by - a.by)
  const named = furthest.slice(0, mostNamed).map(({ id }) => printable(id))
  const after = preprocessings === null ? 'as measured' : `after ${preprocessings}`
  const words = formatCount(components.n_components, 'principal component')
  return {
    ...drawn,
    title: printable(`Spectral outliers of ${dataset} ${after}: T² and Q of ${words}`),
    notes: [
      ...drawn.notes,
      `The components describe ${formatScore(100 * described, 4)} % of the variance.`,
      ...(named.length > 0
        ? [
            `Beyond a 99 % limit: ${named.join(', ')}${furthest.length > named.length ? ` and ${furthest.length - named.length} more` : ''}.`,
          ]
        : ['No sample is beyond a 99 % limit.']),
    ],
  }
}
