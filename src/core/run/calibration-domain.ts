import type { Dataset } from '../datasets/index.ts'
import { N4aError } from '../errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../math/matrix.ts'
import { type AnyRegressor, getOperator } from '../operators/index.ts'
import { applyChain, type FittedPipeline, takeRowFacts } from '../pipeline/index.ts'
import type { ComponentDiagnostics } from '../records/index.ts'
import { factsOf } from './fit-shared.ts'
import type { RowSet } from './fold-rows.ts'

/** How spectra lie to those that a model has learned from. */
export interface DomainFigures {
  /** Which components: those of the model itself, or principal ones of the preprocessed training spectra. */
  readonly components: 'model' | 'principal'
  readonly n_components: number
  /** (n_samples,) */
  readonly hotelling_t2: readonly number[]
  readonly q_residuals: readonly number[]
  /** What 99 % of such spectra stay below; null where there is no such limit. */
  readonly hotelling_t2_limit: number | null
  readonly q_residuals_limit: number | null
}

/**
 * Principal components are taken until they describe this share of the spectra, but no more than so many. The share is large
 * because offsets alone, of spectra that nothing has corrected, make up all but a hundredth.
 */
const describedShare = 0.9995
const mostComponents = 10

/**
 * Hotelling's T² (how far along the components) and Q (how much beside them) of spectra, after the preprocessing of the pipeline.
 * @param X new spectra as measured: (n_samples, n_features)
 * @param training rows that the pipeline was fitted on
 */
export function domainFigures(
  pipeline: FittedPipeline,
  dataset: Dataset,
  { rows }: RowSet,
  X: Matrix,
  facts?: Parameters<typeof applyChain>[3],
): DomainFigures | null {
  const { chain, states, model_state } = pipeline
  const training = applyChain(chain.steps, states, takeRows(dataset.X, rows), takeRowFacts(factsOf(dataset), rows))
  const spectra = applyChain(chain.steps, states, X, facts)
  const { operator, params } = chain.model
  const own = operator.explain?.(model_state, spectra, params, training).components
  const found = own ?? principal(training, takeElements(dataset.y, rows), spectra)
  if (!hasBoth(found)) return null
  return {
    components: own ? 'model' : 'principal',
    n_components: found.n_components,
    hotelling_t2: found.hotelling_t2,
    q_residuals: found.q_residuals,
    hotelling_t2_limit: found.hotelling_t2_limits.at_99,
    q_residuals_limit: found.q_residuals_limits.at_99,
  }
}

type WithResiduals = ComponentDiagnostics & Required<Pick<ComponentDiagnostics, 'q_residuals' | 'q_residuals_limits'>>

const hasBoth = (found: ComponentDiagnostics | undefined): found is WithResiduals =>
  found?.q_residuals !== undefined && found.q_residuals_limits !== undefined

/**
 * Principal component regression knows the components; what it says of y is not asked. Undefined where the spectra hold fewer
 * than one.
 */
function principal(training: Matrix, y: Float64Array, spectra: Matrix): ComponentDiagnostics | undefined {
  const regression = getOperator('PCR') as AnyRegressor
  const explain = (n_components: number): ComponentDiagnostics | undefined => {
    if (n_components < 1) return undefined
    const params = { n_components }
    try {
      const state = regression.fit(training, y, params, { axis: null })
      return regression.explain!(state, spectra, params, training).components
    } catch (error) {
      // Spectra of few directions hold fewer components than were asked for.
      if (error instanceof N4aError && error.kind === 'numerical') return explain(n_components - 1)
      throw error
    }
  }
  const whole = explain(Math.min(mostComponents, training.rows - 2, training.columns))
  let described = 0
  const enough = (whole?.x_explained ?? []).findIndex(share => {
    described += share
    return described >= describedShare
  })
  return enough < 0 ? whole : explain(enough + 1)
}
