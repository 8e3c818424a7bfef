import { defineTransform } from '../operator.ts'
import { mapValues } from './map-values.ts'
import { isPercent, lightShares, signalType, signalTypeParameter } from './signal-types.ts'

/**
 * Reflectance or transmittance of absorbance.
 *
 * X: (n_samples, n_features), absorbance → same shape, a share of the light or a percentage. Learns nothing.
 *
 * @throws WrongFeatureCount, NotFinite
 */
export const fromAbsorbance = defineTransform({
  id: 'from_absorbance',
  label: 'FromAbs',
  class_path: 'nirs4all.operators.transforms.FromAbsorbance',
  aliases: [
    'FromAbsorbance',
    'nirs4all.operators.FromAbsorbance',
    'nirs4all.operators.transforms.signal_conversion.FromAbsorbance',
  ],
  summary: 'Turn absorbance into reflectance or transmittance',
  formula: '10⁻ˣ, or 100 · 10⁻ˣ for a percentage',
  source: 'IUPAC Gold Book: decadic absorbance',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  params: {
    target_type: signalTypeParameter({ initial: 'reflectance', options: lightShares, help: 'What to turn them into' }),
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { target_type }) => {
    const whole = isPercent(signalType(target_type)) ? 100 : 1
    return mapValues(X, `The values of ${signalType(target_type)}`, value => whole * 10 ** -value)
  },
})
