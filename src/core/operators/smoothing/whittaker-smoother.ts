import { WrongFeatureCount } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { whittakerSmooth } from '../../math/whittaker.ts'
import { integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'

/**
 * Whittaker smoother: the curve that is close to a spectrum and has small differences of a given order.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing. The Python library has no such operator.
 *
 * @throws WrongFeatureCount when spectra are too short for the differences; NotFinite
 * @see Eilers (2003), Analytical Chemistry 75(14), 3631–3636
 */
export const whittakerSmoother = defineTransform({
  id: 'whittaker_smoother',
  label: 'Whit',
  class_path: 'n4a.operators.WhittakerSmoother',
  aliases: ['WhittakerSmoother', 'Whittaker', 'WhittakerSmooth'],
  summary: 'Smooth each spectrum by penalised least squares',
  formula: 'the z that minimises Σ (x − z)² + lam · Σ (Δᵒʳᵈᵉʳ z)²',
  source: 'Eilers (2003), Analytical Chemistry 75(14), 3631–3636',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-11',
  params: {
    lam: positive({ initial: 100, abbreviation: 'l', help: 'Weight of the roughness: larger is smoother' }),
    order: integer({ initial: 2, min: 1, max: 4, abbreviation: 'o', help: 'Order of the differences penalised' }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { lam, order }) => {
    checkSpectra(X)
    if (X.columns < order + 1) {
      throw WrongFeatureCount({ found: X.columns, needed: `differences of order ${order} need ${order + 1}` })
    }
    const weights = new Float64Array(X.columns).fill(1)
    return mapRows(X, (spectrum, target) => target.set(whittakerSmooth(spectrum, weights, lam, order)))
  },
})
