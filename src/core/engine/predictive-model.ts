import type { Dataset } from '../datasets/index.ts'
import type { FittedPipeline } from '../pipeline/index.ts'
import type { CalibrationSource, PredictingModel, ResultRecord } from '../records/index.ts'
import { type CalibrationDomain, calibrationDomain, type Member } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import type { FittedModels } from './fitted-models.ts'
import { outOfFoldErrors } from './residual-interval.ts'

/** A model that predicts new spectra, with what it takes to judge them: neither a workspace nor training data. */
export interface PredictiveModel {
  readonly result_id: string
  readonly run_id: string
  readonly dataset: string
  readonly target: string
  readonly pipeline_config: string
  readonly model: PredictingModel
  readonly member: number
  readonly metric: string
  readonly pipelines: readonly FittedPipeline[]
  /** Of each pipeline; they sum to 1. */
  readonly weights: readonly number[]
  readonly axis: Dataset['axis']
  readonly sources: Dataset['sources']
  readonly n_features: number
  readonly classes: readonly string[] | null
  /** Of the training samples; null for classes. */
  readonly y_range: readonly [number, number] | null
  /** Absolute out-of-fold errors, ascending; empty for classes. */
  readonly errors: Float64Array
  readonly domain: CalibrationDomain | null
  readonly calibrated_on: CalibrationSource | null
}

/** With its steps as a template would write them, so that it can be written down. */
export type WritableModel = PredictiveModel & { readonly steps: readonly unknown[] }

/** Models that were fitted just now, with what judges new samples by the stored predictions of their result. */
export async function predictiveModel(
  workspace: Workspace,
  result: ResultRecord,
  model: PredictingModel,
  { evaluation, member, index, pipelines, weights, rows }: FittedModels,
): Promise<WritableModel> {
  const { dataset, metric, pipeline } = evaluation
  const { datasets } = await workspace.runs.read(result.run_id)
  const source = datasets.find(({ name }) => name === result.dataset)
  return {
    result_id: result.id,
    run_id: result.run_id,
    dataset: result.dataset,
    target: dataset.target,
    pipeline_config: result.pipeline_config,
    model,
    member: index,
    metric: metric.name,
    pipelines,
    weights,
    axis: dataset.axis,
    sources: dataset.sources,
    n_features: dataset.X.columns,
    classes: dataset.classes,
    y_range: dataset.classes ? null : rangeOf(member),
    errors: await outOfFoldErrors(workspace, result, index),
    domain: calibrationDomain(pipelines[0]!, dataset, rows[0]!),
    calibrated_on: source
      ? { path: source.path, hash: source.hash, version: source.version, template: result.template_name }
      : null,
    steps: pipeline.written,
  }
}

function rangeOf({ rows }: Member): readonly [number, number] {
  const { y_true } = rows.train
  return [y_true.reduce((a, b) => Math.min(a, b)), y_true.reduce((a, b) => Math.max(a, b))]
}
