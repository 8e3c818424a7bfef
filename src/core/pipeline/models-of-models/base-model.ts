import type { Matrix } from '../../math/matrix.ts'
import type { AnyModel, AnyTransform, RowFacts } from '../../operators/index.ts'
import { presentClasses, spreadScores } from '../chain/class-codes.ts'
import { applyChain, type ChainData, fitChain, modelContext } from '../chain/fitted-chain.ts'
import { inStep } from '../chain/in-step.ts'
import { fitTarget } from '../chain/target-chain.ts'
import type { ChainStep, Step } from '../pipeline.ts'

/** A model with its own preprocessing inside a model of models. */
export interface BaseModel {
  readonly name: string
  readonly steps: readonly ChainStep[]
  readonly targetTransforms: readonly Step<AnyTransform>[]
  readonly model: Step<AnyModel>
}

/** Plain data. */
export interface FittedBaseModel {
  readonly states: readonly unknown[]
  readonly model: unknown
  /** Of the target transforms. */
  readonly target: readonly unknown[]
  /** Codes that occurred in training; null for quantities. */
  readonly present: readonly number[] | null
  /** Of a model of several targets the column that is wanted. */
  readonly column?: number
}

/** Fit the preprocessing, the target transforms and the model, each on what the one before made. */
export function fitBaseModel({ steps, targetTransforms, model }: BaseModel, data: ChainData): FittedBaseModel {
  const { states, training } = fitChain(steps, data)
  const { operator, params } = model
  const context = modelContext(training)
  return inStep(model, () => {
    if (operator.task === 'classification') {
      const { present, codes } = presentClasses(training.y)
      const fitted = operator.fit(training.X, codes, params, context)
      return { states, model: fitted, target: [], present }
    }
    const target = fitTarget(targetTransforms, training.y, training.y)
    const fitted = operator.fit(training.X, target.y, params, context)
    return { states, model: fitted, target: target.states, present: null }
  })
}

/** Quantities as one column, or a score for each of `n_classes`: (n_samples, 1 or n_classes). */
export function predictBaseModel(
  { steps, targetTransforms, model }: BaseModel,
  fitted: FittedBaseModel,
  X: Matrix,
  n_classes: number,
  rows?: RowFacts,
): Matrix {
  const transformed = applyChain(steps, fitted.states, X, rows)
  const { operator, params } = model
  return inStep(model, () => {
    if (operator.task === 'classification') {
      const scores = operator.scores(transformed, fitted.model, params, rows)
      return spreadScores(scores, fitted.present!, n_classes, operator.scores_are)
    }
    const values =
      fitted.column === undefined
        ? operator.predict(transformed, fitted.model, params, rows)
        : columnOf(operator.joint!.predict(transformed, fitted.model, params), fitted.column)
    return { rows: X.rows, columns: 1, values: undoTarget(targetTransforms, fitted.target, values) }
  })
}

function columnOf({ rows, columns, values }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!)
}

function undoTarget(
  transforms: readonly Step<AnyTransform>[],
  states: readonly unknown[],
  predictions: Float64Array,
): Float64Array {
  return transforms.reduceRight(
    (values, { operator, params }, i) =>
      operator.inverse!({ rows: values.length, columns: 1, values }, states[i], params).values,
    predictions,
  )
}
