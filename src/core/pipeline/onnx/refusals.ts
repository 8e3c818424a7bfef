/** Operators that cannot be said in a graph, and why. */
export interface OnnxRefusal {
  readonly id: string
  readonly reason: string
  /** Labels of operators that could stand in its place. */
  readonly able: readonly string[]
}

const untilSettled = 'it reweights each spectrum until its baseline has settled, with a system of equations each time'
const hull = 'the hull of a spectrum is found by a search whose steps depend on the spectrum'

const baselines = ['Detr', 'SNIP', 'RollingBall']

/** Every operator of spectra and every model that has no conversion stands here; a test goes through the registry. */
export const onnxRefusals: readonly OnnxRefusal[] = [
  { id: 'asymmetric_least_squares', reason: untilSettled, able: baselines },
  { id: 'improved_asymmetric_least_squares', reason: untilSettled, able: baselines },
  { id: 'adaptive_reweighted_least_squares', reason: untilSettled, able: baselines },
  { id: 'asymmetric_reweighted_least_squares', reason: untilSettled, able: baselines },
  {
    id: 'modified_polynomial',
    reason: 'it fits each spectrum until its baseline has settled, some more often than others',
    able: baselines,
  },
  {
    id: 'improved_modified_polynomial',
    reason: 'it fits each spectrum until its baseline has settled, some more often than others',
    able: baselines,
  },
  { id: 'rubber_band', reason: hull, able: baselines },
  { id: 'continuum_removal', reason: hull, able: baselines },
  {
    id: 'baseline_by_name',
    reason: 'most of its methods reweight each spectrum until it has settled',
    able: baselines,
  },
  {
    id: 'wavelet_features',
    reason:
      'its entropies count coefficients in bins, and its largest coefficients change places, where rounding differs',
    able: ['Wavelet', 'Haar'],
  },
  {
    id: 'locally_weighted_pls',
    reason: 'it makes a model of its own for each spectrum',
    able: ['PLS', 'KernelPLS', 'KNN'],
  },
]
