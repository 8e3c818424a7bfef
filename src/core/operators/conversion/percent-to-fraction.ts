import { defineTransform } from '../operator.ts'
import { mapValues } from './map-values.ts'

/**
 * Percentages as fractions.
 *
 * X: (n_samples, n_features), % → same shape, fractions. Learns nothing.
 *
 * @throws WrongFeatureCount, NotFinite
 */
export const percentToFraction = defineTransform({
  id: 'percent_to_fraction',
  label: 'Pct2Frac',
  class_path: 'nirs4all.operators.transforms.PercentToFraction',
  aliases: [
    'PercentToFraction',
    'nirs4all.operators.PercentToFraction',
    'nirs4all.operators.transforms.signal_conversion.PercentToFraction',
  ],
  summary: 'Turn percentages into fractions',
  formula: 'x / 100',
  source: 'nirs4all 0.11: PercentToFraction',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  params: {},
  stateless: true,
  fit: () => null,
  transform: X => mapValues(X, 'The fractions', value => value / 100),
})
