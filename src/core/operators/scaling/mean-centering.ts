import { columnMeans } from '../../math/matrix.ts'
import { copy } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { type ShiftAndScale, scaleAndShift, shiftAndScale } from './shift-and-scale.ts'

/**
 * Mean centering: subtract from each feature its training mean. The Python library calls it Baseline; it takes no baseline
 * out of a spectrum.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns `center`: (n_features,), the mean training spectrum.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 * @see Næs, Isaksson, Fearn & Davies (2002), A User-Friendly Guide to Multivariate Calibration and Classification
 */
export const meanCentering = defineTransform({
  id: 'mean_centering',
  label: 'Center',
  class_path: 'nirs4all.operators.transforms.Baseline',
  aliases: [
    'MeanCentering',
    'Baseline',
    'nirs4all.operators.Baseline',
    'nirs4all.operators.transforms.signal.Baseline',
  ],
  summary: 'Subtract the mean training spectrum (no baseline, though the Python library names it so)',
  formula: 'x − mean, for each feature',
  source: 'Næs, Isaksson, Fearn & Davies (2002), A User-Friendly Guide to Multivariate Calibration and Classification',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11 (Baseline), within 1e-9',
  params: { copy },
  stateless: false,
  fit: (X): ShiftAndScale => {
    checkTrainingSpectra(X, 1, 'a mean')
    return { center: columnMeans(X), scale: new Float64Array(X.columns).fill(1) }
  },
  transform: shiftAndScale,
  inverse: scaleAndShift,
})
