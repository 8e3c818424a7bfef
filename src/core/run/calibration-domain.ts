import type { Dataset } from '../datasets/index.ts'
import { N4aError } from '../errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../math/matrix.ts'
import { type AnyRegressor, getOperator, type RowFacts } from '../operators/index.ts'
import { applyChain, type FittedPipeline, takeRowFacts } from '../pipeline/index.ts'
import type { ComponentDiagnostics } from '../records/index.ts'
import { factsOf } from './fit-shared.ts'
import type { RowSet } from './fold-rows.ts'

/** What it takes to say how spectra lie to those that a model has learned from: plain data. */
export interface CalibrationDomain {
  /** Which components: those of the model itself, or principal ones of the preprocessed training spectra. */
  readonly components: 'model' | 'principal'
  readonly n_components: number
  /** Of principal components; null where the model knows them. */
  readonly state: unknown
  /** What 99 % of such spectra stay below; null where there is no such limit. */
  readonly hotelling_t2_limit: number | null
  readonly q_residuals_limit: number | null
}

/** One value a sample. */
export interface DomainFigures {
  readonly hotelling_t2: readonly number[]
  readonly q_residuals: readonly number[]
}

/**
 * Principal components are taken until they describe this share of the spectra, but no more than so many. The share is large
 * because offsets alone, of spectra that nothing has corrected, make up all but a hundredth.
 */
const describedShare = 0.9995
const mostComponents = 10

/**
 * The domain of a pipeline from the rows that it was fitted on, after its preprocessing: components with the limits of
 * Hotelling's T² (how far along them) and Q (how much beside them). Null where the spectra hold no component.
 */
export function calibrationDomain(
  { chain, states, model_state, column }: FittedPipeline,
  dataset: Dataset,
  { rows }: RowSet,
): CalibrationDomain | null {
  const training = applyChain(chain.steps, states, takeRows(dataset.X, rows), takeRowFacts(factsOf(dataset), rows))
  const { operator, params } = chain.model
  // What a model of several targets knows is not what it would know of one.
  const own = column === undefined ? operator.explain?.(model_state, training, params).components : undefined
  if (hasBoth(own)) return { components: 'model', state: null, ...limitsOf(own) }
  return principalDomain(training, takeElements(dataset.y, rows))
}

/** @param X new spectra as measured: (n_samples, n_features) */
export function domainFigures(
  domain: CalibrationDomain,
  { chain, states, model_state }: FittedPipeline,
  X: Matrix,
  facts?: RowFacts,
): DomainFigures {
  const spectra = applyChain(chain.steps, states, X, facts)
  const { operator, params } = chain.model
  const { components, n_components, state } = domain
  const found =
    components === 'model'
      ? operator.explain!(model_state, spectra, params).components
      : principalComponents().explain!(state, spectra, { n_components }).components
  const { hotelling_t2, q_residuals } = found as WithResiduals
  return { hotelling_t2, q_residuals }
}

const limitsOf = ({ n_components, hotelling_t2_limits, q_residuals_limits }: WithResiduals) => ({
  n_components,
  hotelling_t2_limit: hotelling_t2_limits.at_99,
  q_residuals_limit: q_residuals_limits.at_99,
})

type WithResiduals = ComponentDiagnostics & Required<Pick<ComponentDiagnostics, 'q_residuals' | 'q_residuals_limits'>>

const hasBoth = (found: ComponentDiagnostics | undefined): found is WithResiduals =>
  found?.q_residuals !== undefined && found.q_residuals_limits !== undefined

/** Principal component regression knows the components; what it says of y is not asked. */
const principalComponents = () => getOperator('PCR') as AnyRegressor

function principalDomain(training: Matrix, y: Float64Array): CalibrationDomain | null {
  const regression = principalComponents()
  const fitted = (n_components: number): { readonly state: unknown; readonly found: WithResiduals } | null => {
    if (n_components < 1) return null
    const params = { n_components }
    try {
      const state = regression.fit(training, y, params, { axis: null })
      const found = regression.explain!(state, training, params).components
      return hasBoth(found) ? { state, found } : null
    } catch (error) {
      // Spectra of few directions hold fewer components than were asked for.
      if (error instanceof N4aError && error.kind === 'numerical') return fitted(n_components - 1)
      throw error
    }
  }
  const whole = fitted(Math.min(mostComponents, training.rows - 2, training.columns))
  let described = 0
  const enough = (whole?.found.x_explained ?? []).findIndex(share => {
    described += share
    return described >= describedShare
  })
  const chosen = enough < 0 ? whole : fitted(enough + 1)
  return chosen && { components: 'principal', state: chosen.state, ...limitsOf(chosen.found) }
}
