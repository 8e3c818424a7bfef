import { ConstantReference, ConstantSpectrum } from '../../errors/index.ts'
import { columnMeans, mapRows } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { isRoundingNoise, mean, squaredDeviations } from '../../math/statistics.ts'
import { boolean } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Multiplicative scatter correction: regress each spectrum on the mean training spectrum, and take offset and slope out.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns `reference`: (n_features,), the mean training spectrum.
 *
 * @throws ConstantReference, ConstantSpectrum, TooFewSamples, WrongFeatureCount, NotFinite
 * @see Geladi, MacDougall & Martens (1985), Applied Spectroscopy 39(3), 491–500
 */
export const multiplicativeScatterCorrection = defineTransform({
  id: 'multiplicative_scatter_correction',
  label: 'MSC',
  class_path: 'nirs4all.operators.transforms.MultiplicativeScatterCorrection',
  aliases: [
    'MultiplicativeScatterCorrection',
    'nirs4all.operators.MSC',
    'nirs4all.operators.MultiplicativeScatterCorrection',
    'nirs4all.operators.transforms.MSC',
    'nirs4all.operators.transforms.nirs.MultiplicativeScatterCorrection',
  ],
  summary: 'Regress each spectrum on the mean training spectrum and take offset and slope out',
  formula: '(x − a) / b, where x ≈ a + b · reference by least squares',
  source: 'Geladi, MacDougall & Martens (1985), Applied Spectroscopy 39(3), 491–500',
  checked_against: 'numpy 1.24.2 (polyfit) on Tecator, within 1e-12; nirs4all 0.11, within 1e-9',
  differs: 'a constant spectrum or reference is an error, where the library divides by 0',
  params: {
    scale: boolean({ initial: true, help: 'Accepted without effect, as in the Python library' }),
    copy,
  },
  stateless: false,
  fit: X => {
    checkTrainingSpectra(X, 1, 'a mean spectrum')
    const reference = columnMeans(X)
    const average = mean(reference)
    const variance = squaredDeviations(reference, average) / reference.length
    if (isRoundingNoise(variance, average, reference.length)) throw ConstantReference({})
    return { reference }
  },
  transform: (X, { reference }) => {
    checkSpectra(X, reference.length)
    const center = mean(reference)
    const centered = reference.map(value => value - center)
    const spread = dot(centered, centered)
    return mapRows(X, (spectrum, target, sample) => {
      const average = mean(spectrum)
      let sum = 0
      let product = 0
      for (let j = 0; j < spectrum.length; j++) {
        const deviation = spectrum[j]! - average
        sum += deviation * deviation
        product += deviation * centered[j]!
      }
      const slope = product / spread
      if (slope === 0 || isRoundingNoise(sum / spectrum.length, average, spectrum.length)) {
        throw ConstantSpectrum({ sample })
      }
      // The same as (x − a) / b with a = mean(x) − b · mean(reference), without its cancellation.
      for (let j = 0; j < spectrum.length; j++) target[j] = (spectrum[j]! - average) / slope + center
    })
  },
})
