import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'
import { kubelkaMunkOf } from './light.ts'
import { mapValues, raised } from './map-values.ts'
import { isPercent, signalType, signalTypeParameter } from './signal-types.ts'

/**
 * Kubelka–Munk function of diffuse reflectance, proportional to absorption over scattering. Reflectances above 1 − epsilon
 * are lowered to it.
 *
 * X: (n_samples, n_features), reflectance or its percentage → same shape, unitless. Learns nothing.
 *
 * Unlike the Python library: a reflectance ≤ 0 is refused, not raised to `epsilon`.
 *
 * @throws NotPositive, WrongFeatureCount, NotFinite
 * @see Kubelka & Munk (1931), Zeitschrift für technische Physik 12, 593–601
 */
export const kubelkaMunk = defineTransform({
  id: 'kubelka_munk',
  label: 'KM',
  class_path: 'nirs4all.operators.transforms.KubelkaMunk',
  aliases: [
    'KubelkaMunk',
    'nirs4all.operators.KubelkaMunk',
    'nirs4all.operators.transforms.signal_conversion.KubelkaMunk',
  ],
  summary: 'Turn diffuse reflectance into Kubelka–Munk units',
  formula: '(1 − R)² / (2 R)',
  source: 'Kubelka & Munk (1931), Zeitschrift für technische Physik 12, 593–601',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a reflectance ≤ 0 is refused, not raised to epsilon',
  params: {
    source_type: signalTypeParameter({
      initial: 'reflectance',
      options: ['reflectance', 'reflectance%'],
      help: 'What the spectra are',
    }),
    epsilon: positive({ initial: 1e-10, help: 'Reflectances are kept this far from 0 and 1' }),
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { source_type, epsilon }) => {
    const whole = isPercent(signalType(source_type)) ? 100 : 1
    return mapValues(X, 'The Kubelka–Munk values', (value, sample, feature) =>
      kubelkaMunkOf(Math.min(raised(value / whole, epsilon, 'The reflectance', sample, feature), 1 - epsilon)),
    )
  },
})
