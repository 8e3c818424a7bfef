import { defineTransform } from '../operator.ts'
import { checkDelta, derivativeParameters, differentiate } from './numerical-derivative.ts'

/**
 * Second derivative of each spectrum: central differences, taken twice.
 *
 * X: (n_samples, n_features), any unit → same shape; the unit of X per `delta` squared. Learns nothing.
 *
 * @throws WrongFeatureCount, NotFinite
 * @see numpy.gradient
 */
export const secondDerivative = defineTransform({
  id: 'second_derivative',
  label: '2ndDer',
  class_path: 'nirs4all.operators.transforms.SecondDerivative',
  aliases: [
    'SecondDerivative',
    'nirs4all.operators.SecondDerivative',
    'nirs4all.operators.transforms.nirs.SecondDerivative',
  ],
  summary: 'Differentiate each spectrum twice by central differences',
  formula: '(d[j + 1] − d[j − 1]) / (2 · delta), d: the first derivative by the same rule',
  source: 'numpy.gradient',
  checked_against: 'numpy 1.24.2 (gradient), within 1e-11; nirs4all 0.11, within 1e-9',
  params: derivativeParameters,
  check: checkDelta,
  stateless: true,
  fit: () => null,
  transform: (X, _state, { delta, edge_order }) => differentiate(X, 2, delta, edge_order),
})
