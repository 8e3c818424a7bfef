import { UnsupportedRequest } from '../errors/index.ts'
import { modelName, preprocessingLabel } from '../pipeline/index.ts'
import type { OnnxExport, OnnxRequest, ResultRecord } from '../records/index.ts'
import { type Evaluation, fitMember, isJoint, type Member } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { evaluationAgain } from './evaluation-again.ts'
import { memberAt } from './member-at.ts'
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
  const index = given ?? result.best_member ?? 0
  const evaluation = await evaluationAgain(workspace, result, what)
  const member = memberAt(evaluation, index)
  refuseJoint(evaluation, member)
  const { dataset } = evaluation
  const { chain, rows } = member
  const fits = model === 'avg' ? await foldsOf(workspace, result, member) : [rows.train]
  const fitted = fits.map(train => {
    const { states, model: model_state, target, present } = fitMember(dataset, member, train)
    const columns = { axis: dataset.axis?.values ?? null, n_features: dataset.X.columns }
    return { chain, states, model_state, target_states: target, present, classes: dataset.classes, ...columns }
  })
  // Only where something is exported: its conversions know every operator.
  const { exportOnnx } = await import('../pipeline/onnx/index.ts')
  const bytes = exportOnnx(fitted, {
    version: n4aVersion,
    doc: `${modelName(chain)} of ${dataset.target}, result ${result.id} of run ${result.run_id}`,
    target: dataset.target,
    axis_unit: dataset.axis?.unit ?? null,
    properties: {
      n4a_result: result.id,
      n4a_run: result.run_id,
      n4a_dataset: dataset.name,
      n4a_model: model,
      n4a_training_samples: String(rows.train.rows.length),
    },
  })
  return {
    result_id: result.id,
    member: index,
    model_name: modelName(chain),
    preprocessings: preprocessingLabel(chain),
    dataset: dataset.name,
    target: dataset.target,
    models: fits.length,
    n_features: dataset.X.columns,
    bytes,
  }
}

function refuseJoint({ dataset }: Evaluation, member: Member): void {
  if (!isJoint({ dataset }, member)) return
  throw UnsupportedRequest({
    what,
    reason: `its model was fitted to ${dataset.joint!.targets.join(', ')} together`,
    instead: `Run the pipeline on ${dataset.target} alone (\`y: ${dataset.target}\`), and export that result.`,
  })
}

/** Training rows of each fold, where each fold model learned from nothing else. */
async function foldsOf(workspace: Workspace, { run_id }: ResultRecord, { rows }: Member) {
  const { config } = await workspace.runs.read(run_id)
  const reason =
    rows.folds.length === 0
      ? 'its run had none'
      : config.fit_scope === 'train_partition'
        ? 'its run fitted the steps before the models on all training rows (`fit_scope: train_partition`)'
        : null
  if (reason === null) return rows.folds.map(({ train }) => train)
  const instead = 'Export `final`, fitted on all training rows.'
  throw UnsupportedRequest({ what: `${what} of the mean of its folds`, reason, instead })
}
