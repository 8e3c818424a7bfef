import { boolean } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'
import { mapValues, raised } from './map-values.ts'

/**
 * Apparent absorbance of reflectance, log(1/R).
 *
 * X: (n_samples, n_features), reflectance or its percentage → same shape, absorbance. Learns nothing.
 *
 * Unlike the Python library: a reflectance ≤ 0 is refused, not raised to `min_value`.
 *
 * @throws NotPositive, WrongFeatureCount, NotFinite
 */
export const reflectanceToAbsorbance = defineTransform({
  id: 'reflectance_to_absorbance',
  label: 'R2A',
  class_path: 'nirs4all.operators.transforms.ReflectanceToAbsorbance',
  aliases: [
    'ReflectanceToAbsorbance',
    'nirs4all.operators.ReflectanceToAbsorbance',
    'nirs4all.operators.transforms.nirs.ReflectanceToAbsorbance',
  ],
  summary: 'Turn reflectance into apparent absorbance, log(1/R)',
  formula: '−log₁₀(x), or −log₁₀(x / 100) of a percentage',
  source: 'IUPAC Gold Book: decadic absorbance',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a reflectance ≤ 0 is refused, not raised to min_value',
  params: {
    min_value: positive({ initial: 1e-8, help: 'Smaller reflectances are raised to this' }),
    percent: boolean({ initial: false, help: 'The reflectances are percentages' }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { min_value, percent }) =>
    mapValues(
      X,
      'The absorbances',
      (value, sample, feature) =>
        -Math.log10(raised(percent ? value / 100 : value, min_value, 'The reflectance', sample, feature)),
    ),
})
