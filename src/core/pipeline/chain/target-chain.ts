import type { AnyTransform } from '../../operators/index.ts'
import type { Step } from '../pipeline.ts'
import { inStep } from './in-step.ts'

/** How y was transformed for a fit, and how predictions come back to its unit. */
export interface FittedTarget {
  readonly y: Float64Array
  readonly undo: (predictions: Float64Array) => Float64Array
  /** Plain data, one for each transform. */
  readonly states: readonly unknown[]
}

const asColumn = (values: Float64Array) => ({ rows: values.length, columns: 1, values })

/** Fit the target transforms of a pipeline on `fitted` values and apply them to `y`. */
export function fitTarget(
  transforms: readonly Step<AnyTransform>[],
  y: Float64Array,
  fitted: Float64Array,
): FittedTarget {
  let learned = fitted
  let transformed = y
  const undoing: ((values: Float64Array) => Float64Array)[] = []
  const states = transforms.map(step => {
    const { operator, params } = step
    return inStep(step, () => {
      const state = operator.fit(asColumn(learned), params, { y: fitted, axis: null })
      const apply = (values: Float64Array) => operator.transform(asColumn(values), state, params).values
      undoing.unshift(values => operator.inverse!(asColumn(values), state, params).values)
      transformed = apply(transformed)
      learned = apply(learned)
      return state
    })
  })
  const undo = (predictions: Float64Array) =>
    predictions.length === 0 ? predictions : undoing.reduce((values, step) => step(values), predictions)
  return { y: transformed, undo, states }
}
