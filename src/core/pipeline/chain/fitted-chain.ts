import { type Matrix, takeElements, takeRows } from '../../math/matrix.ts'
import type { AnyTransform, RowFacts, SourceColumns } from '../../operators/index.ts'
import { type ChainStep, isAugmentationStep, isFilterStep, isTransformStep, type Step } from '../pipeline.ts'
import { augmentRows } from './augment-rows.ts'
import { type Exclusion, excludeRows } from './exclude-rows.ts'
import { type FitNote, plainNote } from './fit-note.ts'
import { inStep } from './in-step.ts'
import { takeRowFacts } from './row-facts.ts'

/** Spectra on their way through a chain, with what belongs to their rows and columns. */
export interface ChainData {
  readonly X: Matrix
  /** Quantities, or codes of classes. */
  readonly y: Float64Array
  readonly axis: Float64Array | null
  readonly rows?: RowFacts
  readonly sources?: readonly SourceColumns[]
  /** Rows of the dataset that they are; −1 − k for those that augmenter k of the chain added. Absent where nobody asks. */
  readonly indices?: Int32Array
}

export interface FittedChain {
  /** Plain data, one for each step. */
  readonly states: readonly unknown[]
  /** What reaches the model: without the rows that were excluded, with those that were added. */
  readonly training: ChainData
  readonly notes: readonly FitNote[]
}

/**
 * Fit each step on what the steps before it made of the training data.
 * @param given states of an earlier fit, where the chain is not fitted anew but followed again
 */
export function fitChain(steps: readonly ChainStep[], data: ChainData, given?: readonly unknown[]): FittedChain {
  const notes: FitNote[] = []
  let training = data
  const states = steps.map((step, i) => {
    if (isTransformStep(step)) {
      const state = given
        ? given[i]
        : inStep(step, () => step.operator.fit(training.X, step.params, contextOf(training)))
      if (!given) notes.push(...warningsOf(step, state))
      training = afterTransform(step, state, training)
      return state
    }
    if (isFilterStep(step)) {
      const exclusion = excludeRows(step, training, given?.[i] as Exclusion['state'] | undefined)
      notes.push(...exclusion.notes)
      if (exclusion.kept) training = takeData(training, exclusion.kept)
      return exclusion.state
    }
    training = augmentRows(step, training, augmentersOf(steps.slice(0, i)).length)
    return null
  })
  return { states, training, notes }
}

/** In the order in which `indices` number them. */
export const augmentersOf = (steps: readonly ChainStep[]): readonly Step[] =>
  steps.filter(isAugmentationStep).flatMap(step => step.augmenters)

/** Rows of data, in that order. */
export function takeData({ X, y, axis, rows, sources, indices: of }: ChainData, indices: ArrayLike<number>): ChainData {
  return {
    X: takeRows(X, indices),
    y: takeElements(y, indices),
    axis,
    ...(rows && { rows: takeRowFacts(rows, indices) }),
    ...(sources && { sources }),
    ...(of && { indices: Int32Array.from(indices, i => of[i]!) }),
  }
}

/** What a fitted chain makes of spectra: filters and augmentations are for training alone. */
export function applyChain(
  steps: readonly ChainStep[],
  states: readonly unknown[],
  X: Matrix,
  rows?: RowFacts,
): Matrix {
  return steps.reduce((matrix, step, i) => {
    if (!isTransformStep(step)) return matrix
    return inStep(step, () => step.operator.transform(matrix, states[i], step.params, rows))
  }, X)
}

const contextOf = ({ y, axis, rows, sources }: ChainData) => ({
  y,
  axis,
  ...(rows && { rows }),
  ...(sources && { sources }),
})

function warningsOf({ operator, params }: Step<AnyTransform>, state: unknown): readonly FitNote[] {
  return (operator.warnings?.(state, params) ?? []).map((warning: string) => plainNote(`${operator.label}: ${warning}`))
}

function afterTransform(step: Step<AnyTransform>, state: unknown, data: ChainData): ChainData {
  const { operator, params } = step
  const X = inStep(step, () => operator.transform(data.X, state, params, data.rows))
  if (!operator.changes_features) return { ...data, X }
  const { sources: _, ...rest } = data
  return { ...rest, X, axis: axisAfter(step, state, data.axis) }
}

/** Wavelengths of the columns after a fitted step. */
export function axisAfter(
  { operator, params }: Step<AnyTransform>,
  state: unknown,
  axis: Float64Array | null,
): Float64Array | null {
  if (!operator.changes_features) return axis
  if (axis === null) return operator.ownAxis?.(state) ?? null
  return operator.axisAfter?.(axis, state, params) ?? null
}
