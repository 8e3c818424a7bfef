import { type Matrix, zeros } from '../../math/matrix.ts'
import { sideBySide } from '../../math/side-by-side.ts'
import {
  type AnyModel,
  defineClassifier,
  defineRegressor,
  type Fold,
  type ModelContext,
  type RowFacts,
} from '../../operators/index.ts'
import { applyChain, type ChainData, fitChain, takeData } from '../chain/fitted-chain.ts'
import type { ChainStep, Step } from '../pipeline.ts'
import { concreteStep } from '../steps/names.ts'
import { type BaseModel, type FittedBaseModel, fitBaseModel, predictBaseModel } from './base-model.ts'
import { foldsKeepingGroups } from './inner-folds.ts'

/** Models whose out-of-fold predictions are the features of another model. */
export interface Stacking {
  readonly bases: readonly BaseModel[]
  /** Applied to those features before the model. */
  readonly between: readonly ChainStep[]
  readonly model: Step<AnyModel>
  /** Chains of spectra that the model sees beside the predictions; an empty chain is the spectra as they came. */
  readonly beside: readonly (readonly ChainStep[])[]
  /** Folds inside the training rows. */
  readonly cv: number
}

export interface FittedStacking {
  readonly bases: readonly FittedBaseModel[]
  readonly beside: readonly (readonly unknown[])[]
  readonly final: FittedBaseModel
  readonly n_classes: number
}

/** What a declared model of models is called. */
export interface StackingNames {
  readonly label: string
  readonly class_path: string
}

/** The operator of a stacking, with what it is made of. */
export type StackedModel = AnyModel & { readonly stacking: Stacking; readonly final: BaseModel }

export const isStacked = (operator: AnyModel): operator is StackedModel => 'stacking' in operator

const declaration = ({ label, class_path }: StackingNames) => ({
  id: 'stacking',
  label,
  class_path,
  aliases: [],
  summary: 'A model of the out-of-fold predictions of other models',
  formula: 'ŷ = g(f₁(x), f₂(x), …); g learns from predictions for rows that the f had not seen',
  source: 'Wolpert (1992), Neural Networks 5(2), 241–259',
  params: {},
})

/**
 * Stacking without leakage: the base models predict each training row from folds inside the training rows that leave it out,
 * the model learns from those predictions, and the base models are fitted once more on all training rows.
 */
export function stackedOperator(stacking: Stacking, names: StackingNames): StackedModel {
  const { model } = stacking
  const { operator } = model
  const final: BaseModel = { name: 'final', steps: stacking.between, targetTransforms: [], model }
  const fit = (X: Matrix, y: Float64Array, context?: ModelContext) =>
    fitStacking(stacking, final, { axis: null, ...context, X, y })
  const predict = (X: Matrix, fitted: FittedStacking, rows?: RowFacts) =>
    predictBaseModel(final, fitted.final, featuresOf(stacking, fitted, X, rows), fitted.n_classes, rows)
  if (operator.task === 'regression') {
    const regressor = defineRegressor({
      ...declaration(names),
      fit: (X, y, _params, context) => fit(X, y, context),
      predict: (X, fitted: FittedStacking, _params, rows) => predict(X, fitted, rows).values,
    })
    return { ...regressor, stacking, final }
  }
  const classifier = defineClassifier({
    ...declaration(names),
    scores_are: operator.scores_are,
    fit: (X, y, _params, context) => fit(X, y, context),
    scores: (X, fitted: FittedStacking, _params, rows) => predict(X, fitted, rows),
  })
  return { ...classifier, stacking, final }
}

function fitStacking(stacking: Stacking, final: BaseModel, data: ChainData): FittedStacking {
  const { bases, beside, model, cv } = stacking
  const classes = model.operator.task === 'classification'
  const n_classes = classes ? 1 + data.y.reduce((a, b) => Math.max(a, b)) : 0
  const folds = foldsKeepingGroups(data, cv, classes)
  const predicted = bases.map(base => outOfFold(base, data, folds, n_classes))
  const fitted = {
    bases: bases.map(base => fitBaseModel(base, data)),
    beside: beside.map(chain => fitChain(chain, data).states),
    n_classes,
  }
  const features = sideBySide([
    ...predicted.map(matrix => asFeatures(matrix, n_classes)),
    ...besideOf(beside, fitted.beside, data.X, data.rows),
  ])
  // Predictions have no wavelengths and come from no instrument.
  const { sources: _, ...rest } = data
  return { ...fitted, final: fitBaseModel(final, { ...rest, X: features, axis: null }) }
}

/** (n_samples, 1 or n_classes): each row as predicted by the model of the fold that left it out. */
function outOfFold(base: BaseModel, data: ChainData, folds: readonly Fold[], n_classes: number): Matrix {
  const whole = zeros(data.X.rows, Math.max(1, n_classes))
  for (const { train, val } of folds) {
    const fitted = fitBaseModel(base, takeData(data, train))
    const held = takeData(data, val)
    const part = predictBaseModel(base, fitted, held.X, n_classes, held.rows)
    val.forEach((row, i) => {
      whole.values.set(part.values.subarray(i * whole.columns, (i + 1) * whole.columns), row * whole.columns)
    })
  }
  return whole
}

function featuresOf(stacking: Stacking, fitted: FittedStacking, X: Matrix, rows?: RowFacts): Matrix {
  const predicted = stacking.bases.map((base, b) => predictBaseModel(base, fitted.bases[b]!, X, fitted.n_classes, rows))
  return sideBySide([
    ...predicted.map(matrix => asFeatures(matrix, fitted.n_classes)),
    ...besideOf(stacking.beside, fitted.beside, X, rows),
  ])
}

const besideOf = (chains: Stacking['beside'], states: FittedStacking['beside'], X: Matrix, rows?: RowFacts) =>
  chains.map((chain, c) => applyChain(chain, states[c]!, X, rows))

/** Of two classes the second says all. Scores of a row that are no probabilities stand for its class alone. */
function asFeatures(predicted: Matrix, n_classes: number): Matrix {
  if (n_classes !== 2) return predicted
  const second = predicted.values.filter((_, at) => at % 2 === 1)
  return { rows: predicted.rows, columns: 1, values: second }
}

/** The bases and the model as a template would write them. */
export function writtenStacking({ bases, between, model, beside, cv }: Stacking): Readonly<Record<string, unknown>> {
  return {
    estimators: bases.map(writtenBase),
    ...(between.length > 0 && { between: between.map(concreteStep) }),
    final_estimator: concreteStep(model),
    ...(beside.length > 0 && { beside: beside.map(chain => chain.map(concreteStep)) }),
    cv,
  }
}

/** `[name, [step, …, model]]` */
export function writtenBase({ name, steps, targetTransforms, model }: BaseModel): readonly unknown[] {
  const targets = targetTransforms.length > 0 ? [{ y_processing: targetTransforms.map(concreteStep) }] : []
  return [name, [...steps.map(concreteStep), ...targets, { model: concreteStep(model) }]]
}
