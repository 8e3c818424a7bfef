import { defineTransform } from '../operator.ts'
import { mapValues } from './map-values.ts'

/**
 * Fractions as percentages.
 *
 * X: (n_samples, n_features), fractions → same shape, %. Learns nothing.
 *
 * @throws WrongFeatureCount, NotFinite
 */
export const fractionToPercent = defineTransform({
  id: 'fraction_to_percent',
  label: 'Frac2Pct',
  class_path: 'nirs4all.operators.transforms.FractionToPercent',
  aliases: [
    'FractionToPercent',
    'nirs4all.operators.FractionToPercent',
    'nirs4all.operators.transforms.signal_conversion.FractionToPercent',
  ],
  summary: 'Turn fractions into percentages',
  formula: '100 · x',
  source: 'nirs4all 0.11: FractionToPercent',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  params: {},
  stateless: true,
  fit: () => null,
  transform: X => mapValues(X, 'The percentages', value => value * 100),
})
