import type { Dataset } from '../datasets/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { AnyClassifier, RowFacts } from '../operators/index.ts'
import { type FittedPipeline, predictFitted } from '../pipeline/index.ts'
import { weightedMean } from './average-folds.ts'
import { fitMember } from './fit-member.ts'
import { finite } from './fit-members.ts'
import type { RowSet } from './fold-rows.ts'
import { classified, type Predicted, quantities } from './predicted.ts'
import type { Member } from './run-plan.ts'

/** A member fitted on rows of its dataset, as a pipeline that stands alone. */
export function fitPipeline(dataset: Dataset, member: Member, rows: RowSet): FittedPipeline {
  const { states, model: model_state, target, present, column } = fitMember(dataset, member, rows)
  return {
    chain: member.chain,
    states,
    model_state,
    target_states: target,
    present,
    ...(column !== undefined && { column }),
    classes: dataset.classes,
    axis: dataset.axis?.values ?? null,
    n_features: dataset.X.columns,
  }
}

/**
 * What pipelines say of spectra, averaged with weights that sum to 1: quantities and probabilities themselves, of other scores
 * one vote for the class of each.
 * @param X (n_samples, n_features) as measured
 * @throws WrongFeatureCount, NotFinite
 */
export function predictPipelines(
  pipelines: readonly FittedPipeline[],
  weights: readonly number[],
  X: Matrix,
  rows?: RowFacts,
): Predicted {
  const predictions = pipelines.map((pipeline): Predicted => {
    const predicted = predictFitted(pipeline, X, rows)
    finite(predicted.values)
    if (pipeline.classes === null) return quantities(predicted.values)
    return classified(predicted, (pipeline.chain.model.operator as AnyClassifier).scores_are)
  })
  return predictions.length === 1 ? predictions[0]! : weightedMean(predictions, weights)
}
