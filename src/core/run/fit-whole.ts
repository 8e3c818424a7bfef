import type { Dataset } from '../datasets/index.ts'
import { type Matrix, takeRows } from '../math/matrix.ts'
import type { AnyModel } from '../operators/index.ts'
import {
  applyChain,
  type ChainData,
  type ChainStep,
  fitChain,
  fitTarget,
  inStep,
  presentClasses,
  takeRowFacts,
} from '../pipeline/index.ts'
import type { ModelExplanation } from '../records/index.ts'
import { chainData, factsOf } from './fit-shared.ts'
import type { RowSet } from './fold-rows.ts'
import { PrefixCache } from './prefix-cache.ts'
import type { Member } from './run-plan.ts'

/** Steps fitted on all training rows, as the refit does. */
export interface WholeFit {
  /** What is left of the training rows after the steps, with `indices`. */
  readonly training: ChainData
  /** Spectra of any rows of the dataset after the steps; filters and augmentations do not touch them. */
  readonly spectraOf: (rows: RowSet) => Matrix
}

export function fitSteps(dataset: Dataset, steps: readonly ChainStep[], train: RowSet): WholeFit {
  const [input, rest] = new PrefixCache().after(dataset, steps)
  const { training, states } = fitChain(rest, { ...chainData(dataset, input, train), indices: train.rows })
  const facts = factsOf(dataset)
  return {
    training,
    spectraOf: ({ rows }) => applyChain(rest, states, takeRows(input.X, rows), takeRowFacts(facts, rows)),
  }
}

/** What the model of a member says (`explain` is its operator's), fitted on all training rows. */
export function explainMember(
  dataset: Dataset,
  { chain, rows }: Member,
  explain: NonNullable<AnyModel['explain']>,
): { readonly explanation: ModelExplanation; readonly training: ChainData } {
  const { model, steps, targetTransforms } = chain
  const { operator, params } = model
  const { training } = fitSteps(dataset, steps, rows.train)
  const state = () => {
    if (operator.task === 'classification') {
      return operator.fit(training.X, presentClasses(training.y).codes, params, training.rows)
    }
    const { y } = fitTarget(targetTransforms, training.y, training.y)
    return operator.fit(training.X, y, params, training.rows)
  }
  return { training, explanation: inStep(model, () => explain(state(), training.X, params)) }
}
