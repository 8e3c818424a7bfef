import { defineTransform } from '../operator.ts'
import { checkDelta, derivativeParameters, differentiate } from './numerical-derivative.ts'

/**
 * First derivative of each spectrum by central differences.
 *
 * X: (n_samples, n_features), any unit → same shape; the unit of X per `delta`. Learns nothing.
 *
 * @throws WrongFeatureCount, NotFinite
 * @see numpy.gradient
 */
export const firstDerivative = defineTransform({
  id: 'first_derivative',
  label: '1stDer',
  class_path: 'nirs4all.operators.transforms.FirstDerivative',
  aliases: [
    'FirstDerivative',
    'nirs4all.operators.FirstDerivative',
    'nirs4all.operators.transforms.nirs.FirstDerivative',
  ],
  summary: 'Differentiate each spectrum once by central differences',
  formula: '(x[j + 1] − x[j − 1]) / (2 · delta)',
  source: 'numpy.gradient',
  checked_against: 'numpy 1.24.2 (gradient), within 1e-11; nirs4all 0.11, within 1e-9',
  params: derivativeParameters,
  check: checkDelta,
  stateless: true,
  fit: () => null,
  transform: (X, _state, { delta, edge_order }) => differentiate(X, 1, delta, edge_order),
})
