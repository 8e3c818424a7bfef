import { UnsupportedRequest } from '../errors/index.ts'
import { modelName, preprocessingLabel } from '../pipeline/index.ts'
import type { OnnxExport, OnnxRequest, ResultRecord } from '../records/index.ts'
import { type Evaluation, isJoint, type Member } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { fittedModels } from './fitted-models.ts'
import { n4aVersion } from './version.ts'

const what = 'An export as ONNX'

/**
 * The model of a result as an ONNX file: planned again, fitted on all training rows, or on those of each fold.
 * @throws NotExpressible, UnsupportedRequest, WrongShape, ChangedDataset, MissingDataset, and what the fit throws
 */
export async function onnxOfResult(
  workspace: Workspace,
  result: ResultRecord,
  { member: given, model = 'final' }: OnnxRequest = {},
): Promise<OnnxExport> {
  const { evaluation, member, index, pipelines, rows } = await fittedModels(workspace, result, model, given, what)
  refuseJoint(evaluation, member)
  const { dataset } = evaluation
  const { chain } = member
  // Only where something is exported: its conversions know every operator.
  const { exportOnnx } = await import('../pipeline/onnx/index.ts')
  const bytes = exportOnnx(pipelines, {
    version: n4aVersion,
    doc: `${modelName(chain)} of ${dataset.target}, result ${result.id} of run ${result.run_id}`,
    target: dataset.target,
    axis_unit: dataset.axis?.unit ?? null,
    properties: {
      n4a_result: result.id,
      n4a_run: result.run_id,
      n4a_dataset: dataset.name,
      n4a_model: model,
      n4a_training_samples: String(member.rows.train.rows.length),
    },
  })
  return {
    result_id: result.id,
    member: index,
    model_name: modelName(chain),
    preprocessings: preprocessingLabel(chain),
    dataset: dataset.name,
    target: dataset.target,
    models: rows.length,
    n_features: dataset.X.columns,
    bytes,
  }
}

function refuseJoint({ dataset }: Evaluation, member: Member): void {
  if (!isJoint({ dataset }, member)) return
  throw UnsupportedRequest({
    what,
    reason: `its model was fitted to ${dataset.joint!.targets.join(', ')} together`,
    instead: `Run the pipeline on ${dataset.target} alone (\`y: ${dataset.target}\`), and use that result.`,
  })
}
