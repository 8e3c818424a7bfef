import { type Matrix, takeRows } from '../../math/matrix.ts'
import { compressedSpectra } from './compressed-spectra.ts'
import { count, type DesignGuard, finding } from './guard.ts'
import { type PrincipalComponents, principalComponents, scoresOn } from './principal-components.ts'

/** Fewer training samples do not show how far spectra of their kind reach. */
const fewest = 20
const shareCarried = 0.99
const mostComponents = 10
/** Directions found in fewer describe their own samples better than others. */
const samplesPerComponent = 10
/** Of the greatest training residual; those of samples that the components were not made from are larger anyway. */
const residualFactor = 3
/** Of the test samples; 1 / (n + 1) of them are expected there by chance, all or none of them together. */
const often = (n_train: number) => Math.max(0.1, 5 / n_train)

/**
 * Test spectra with a greater leverage on principal components of the training spectra than any of these (what ASTM E1655 calls
 * extrapolation of the model), or with more that the components do not describe.
 */
export const spectralExtrapolation: DesignGuard = {
  id: 'spectral_extrapolation',
  summary: 'test spectra farther from the middle of the training spectra, or less like them, than any of these',
  matters:
    'Spectra unlike those a model has learned from (another instrument, season, species) are predicted by chance.',
  remedy: 'Find out what is different about them, and add samples like them to the training set.',
  find: ({ dataset, rows: { train, test } }) => {
    if (train.rows.length < fewest || test.rows.length === 0) return []
    const spectra = compressedSpectra(dataset)
    const training = takeRows(spectra, train.rows)
    const components = principalComponents(training)
    const kept = countOf(components, Math.min(mostComponents, Math.floor(train.rows.length / samplesPerComponent)))
    if (kept === 0) return []
    const known = distances(components, training, kept)
    const farthest = leftOut(greatest(known.leverages), train.rows.length)
    const strangest = residualFactor * greatest(known.residuals)
    const { leverages, residuals } = distances(components, takeRows(spectra, test.rows), kept)
    const outside = leverages.filter((leverage, i) => leverage > farthest || residuals[i]! > strangest).length
    if (outside < 2 || outside <= often(train.rows.length) * test.rows.length) return []
    return [
      finding(
        `${outside} of ${count(test.rows.length, 'test sample')} have spectra farther from the middle of the training spectra, or less like them, than any training sample (leverage and residuals of ${count(kept, 'principal component')}), so the test set is of another kind than the training set.`,
        'Find out what differs (instrument, season, species), and add samples like them to the training set.',
      ),
    ]
  },
}

/** Of each spectrum: how far out it lies along the components, and the square of what they leave. */
function distances(components: PrincipalComponents, X: Matrix, kept: number) {
  const scores = scoresOn(components, X, kept)
  const leverages = new Float64Array(X.rows)
  const residuals = new Float64Array(X.rows)
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.columns; j++) {
      residuals[i]! += (X.values[i * X.columns + j]! - components.means[j]!) ** 2
    }
    for (let a = 0; a < kept; a++) {
      const square = scores.values[i * kept + a]! ** 2
      leverages[i]! += square / components.values[a]!
      residuals[i]! -= square
    }
    // What rounding leaves where the components describe everything.
    if (residuals[i]! < 1e-9 * components.values[0]!) residuals[i] = 0
  }
  return { leverages, residuals }
}

/**
 * Squared Mahalanobis distance of a sample to the others, from that to all n of them, itself included: what a sample that the
 * others do not know would have.
 * @see Sherman & Morrison (1950), Annals of Mathematical Statistics 21(1), 124–127, for the inverse without one sample
 */
export function leftOut(distance: number, n: number): number {
  const own = (n / (n - 1)) * (distance / (n - 1))
  return own < 1 ? ((n / (n - 1)) ** 2 * (n - 2) * (distance / (n - 1))) / (1 - own) : Number.POSITIVE_INFINITY
}

const greatest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b), 0)

/** The first components that carry most of the variance; one within the rounding of the first carries none. */
function countOf({ values }: PrincipalComponents, most: number): number {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  let kept = 0
  let carried = 0
  while (kept < Math.min(most, values.length) && carried < shareCarried * total && values[kept]! > 1e-12 * values[0]!) {
    carried += values[kept++]!
  }
  return kept
}
