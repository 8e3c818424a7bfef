import { MissingInterferents, ParametersConflict } from '../../errors/index.ts'
import { matrixFromRows, takeRows } from '../../math/matrix.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { boolean, integer, type Parameter } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { type DampedDirections, dampDirections } from './damped-directions.ts'

type Spectra = readonly (readonly number[])[]

const isSpectra = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(line => Array.isArray(line) && line.length > 0 && line.length === value[0].length) &&
  value.flat().every(Number.isFinite)

const interferents: Parameter<Spectra | null> = {
  initial: null,
  expected: 'a list of difference spectra of one length, or null',
  help: 'Difference spectra of the same samples at several values of the external parameter, such as the temperature; needed',
  accepts: value => value === null || isSpectra(value),
  refused: ['temperature', [], [[]], [[1, 2], [3]], [[1, Number.NaN]], [1, 2]],
}

/**
 * External parameter orthogonalisation: project the spectra away from the main directions in which an external parameter
 * (temperature, moisture, instrument) changes them.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing from X: the directions come from `interferents`.
 *
 * Unlike the Python library: what was measured of the external parameter must be given. There the step takes y for it while
 * fitting, and changes nothing afterwards.
 *
 * @throws MissingInterferents; ParametersConflict; WrongFeatureCount; NotFinite
 * @see Roger, Chauchard & Bellon-Maurel (2003), Chemometrics and Intelligent Laboratory Systems 66(2), 191–204
 */
export const externalParameterOrthogonalization = defineTransform({
  id: 'external_parameter_orthogonalization',
  label: 'EPO',
  class_path: 'nirs4all.operators.transforms.EPO',
  aliases: ['nirs4all.operators.EPO', 'nirs4all.operators.transforms.orthogonalization.EPO'],
  summary: 'Project the spectra away from what an external parameter does to them',
  formula: 'x (I − VVᵀ), V the first right singular vectors of the difference spectra',
  source: 'Roger, Chauchard & Bellon-Maurel (2003), Chemometrics and Intelligent Laboratory Systems 66(2), 191–204',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-11',
  differs:
    'what was measured of the external parameter must be given, where the library takes y for it and changes nothing at transform',
  params: {
    interferents,
    n_components: integer({ initial: 1, min: 1, abbreviation: 'nc', help: 'Number of directions removed' }),
    scale: boolean({ initial: true, help: 'Accepted without effect: differences have no mean to subtract' }),
    copy,
  },
  check: params => {
    if (params.interferents === null) throw MissingInterferents({})
  },
  stateless: true,
  fit: (_X, params): DampedDirections => {
    if (params.interferents === null) throw MissingInterferents({})
    const spectra = matrixFromRows(params.interferents)
    const { values, right } = singularValueDecomposition(spectra)
    const limit = values.filter(value => value > 1e-13 * values[0]!).length
    const { n_components } = params
    if (n_components > limit) {
      throw ParametersConflict({
        reason: `n_components is ${n_components}, but the interferents hold ${limit} directions`,
      })
    }
    const first = Array.from({ length: n_components }, (_, k) => k)
    return { directions: takeRows(right, first), kept: new Float64Array(n_components) }
  },
  transform: (X, filter) => dampDirections(X, filter),
})
