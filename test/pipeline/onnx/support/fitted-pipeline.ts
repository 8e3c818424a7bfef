import { type Matrix, takeElements, takeRows } from '../../../../src/core/math/matrix.ts'
import type { SourceColumns } from '../../../../src/core/operators/index.ts'
import type { FittedPipeline } from '../../../../src/core/pipeline/index.ts'
import { fitBaseModel, likeliest, parsePipeline, predictBaseModel } from '../../../../src/core/pipeline/index.ts'
import type { BaseModel } from '../../../../src/core/pipeline/models-of-models/base-model.ts'
import type { Chain } from '../../../../src/core/pipeline/pipeline.ts'

export interface Data {
  readonly X: Matrix
  readonly y: Float64Array
  readonly axis: Float64Array | null
  readonly classes: readonly string[] | null
  readonly sources?: readonly SourceColumns[]
}

const baseOf = ({ steps, targetTransforms, model }: Chain): BaseModel => ({ name: '', steps, targetTransforms, model })

/** The last chain of a pipeline, fitted; its state goes through a store, as that of a stored model does. */
export function fitPipeline(
  steps: readonly unknown[],
  { X, y, axis, classes, sources }: Data,
  rows?: readonly number[],
): FittedPipeline {
  const chain = parsePipeline(steps, []).chains.at(-1)!
  const columns = { axis, ...(sources && { sources }) }
  const data = rows ? { X: takeRows(X, rows), y: takeElements(y, rows), ...columns } : { X, y, ...columns }
  const { states, model, target, present } = structuredClone(fitBaseModel(baseOf(chain), data))
  return { chain, states, model_state: model, target_states: target, axis, n_features: X.columns, classes, present }
}

/** What n4a predicts: quantities (n, 1), or a score for each class. */
export function predictFitted(fitted: FittedPipeline, X: Matrix): Matrix {
  const { chain, states, model_state, target_states, present, classes } = fitted
  const learned = { states, model: model_state, target: target_states, present }
  return predictBaseModel(baseOf(chain), learned, X, classes?.length ?? 0)
}

export const classesOf = (scores: Matrix, classes: readonly string[]): readonly string[] =>
  Array.from(likeliest(scores), code => classes[code]!)
