import { boolean } from '../../params/index.ts'
import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'
import { mapValues, raised } from './map-values.ts'
import { isPercent, lightShares, signalType, signalTypeParameter } from './signal-types.ts'

/**
 * Absorbance of reflectance or transmittance.
 *
 * X: (n_samples, n_features), a share of the light or a percentage → same shape, absorbance. Learns nothing.
 *
 * Unlike the Python library: a value ≤ 0 is refused unless `clip_negative` asks to raise it to `epsilon`.
 *
 * @throws NotPositive, WrongFeatureCount, NotFinite
 */
export const toAbsorbance = defineTransform({
  id: 'to_absorbance',
  label: 'Abs',
  class_path: 'nirs4all.operators.transforms.ToAbsorbance',
  aliases: [
    'ToAbsorbance',
    'nirs4all.operators.ToAbsorbance',
    'nirs4all.operators.transforms.signal_conversion.ToAbsorbance',
  ],
  summary: 'Turn reflectance or transmittance into absorbance',
  formula: '−log₁₀(x), or −log₁₀(x / 100) of a percentage',
  source: 'IUPAC Gold Book: decadic absorbance',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a value ≤ 0 is refused unless clip_negative asks to raise it to epsilon',
  params: {
    source_type: signalTypeParameter({ initial: 'reflectance', options: lightShares, help: 'What the spectra are' }),
    epsilon: positive({ initial: 1e-10, help: 'Smaller shares of the light are raised to this' }),
    clip_negative: boolean({ initial: false, help: 'Raise values ≤ 0 to epsilon as well, instead of refusing them' }),
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { source_type, epsilon, clip_negative }) => {
    const type = signalType(source_type)
    const whole = isPercent(type) ? 100 : 1
    return mapValues(X, 'The absorbances', (value, sample, feature) => {
      const share = value / whole
      return -Math.log10(
        clip_negative ? Math.max(share, epsilon) : raised(share, epsilon, `The ${type}`, sample, feature),
      )
    })
  },
})
