import { finding, type GuardedResult, percent, type ResultGuard } from './guard.ts'

/** Of the components there can be. */
const near = 0.9
/** Its components are of likenesses to training samples, so its columns do not limit them. */
const byLikeness = 'kernel_pls'

/** A model with nearly as many components as there can be is least squares by another name. */
export const componentsNearRank: ResultGuard = {
  id: 'components_near_rank',
  summary: `n_components of at least ${percent(near)} of what the smallest training fold, or its columns, allow`,
  matters: 'With that many components nothing is left out: the model fits the noise of its training samples.',
  remedy: 'Use fewer components.',
  field: 'templates[].pipeline[].params.n_components',
  find: result =>
    result.evaluation.members.flatMap((_, m) => {
      const found = limitOf(result, m)
      if (found === null) return []
      const { n_components, limit, n_samples, n_features } = found
      return [
        finding(
          `n_components is ${n_components}, and ${n_samples} training samples with ${n_features} columns allow ${limit} at most: the model fits noise.`,
          'Use fewer components.',
        ),
      ]
    }),
}

/** Null where the model has no components, or far fewer than it could. */
function limitOf({ evaluation, n_features: columns }: GuardedResult, m: number) {
  const { chain, rows } = evaluation.members[m]!
  const { operator, params } = chain.model
  const { n_components } = params
  if (typeof n_components !== 'number' || !operator.checkShape) return null
  const n_samples = Math.min(...rows.folds.map(({ train }) => train.rows.length))
  const n_features = columns[m]!
  const limit = operator.id === byLikeness ? n_samples - 1 : Math.min(n_samples - 1, n_features)
  return n_components >= near * limit ? { n_components, limit, n_samples, n_features } : null
}
