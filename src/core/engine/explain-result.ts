import { UnsupportedRequest } from '../errors/index.ts'
import { operators } from '../operators/index.ts'
import { modelName, preprocessingLabel, stepLabel } from '../pipeline/index.ts'
import type { ExplanationRequest, ResultExplanation, ResultRecord } from '../records/index.ts'
import { type Evaluation, explainMember, isJoint, type Member } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { evaluationAgain } from './evaluation-again.ts'
import { memberAt } from './member-at.ts'

const what = 'An explanation'

/**
 * What the model of a result says of wavelengths and samples: planned again, fitted on all training rows.
 * @throws UnsupportedRequest, WrongShape, ChangedDataset, MissingDataset, and what the fit throws
 */
export async function explainResult(
  workspace: Workspace,
  result: ResultRecord,
  request: ExplanationRequest = {},
): Promise<ResultExplanation> {
  const index = request.member ?? result.best_member ?? 0
  const evaluation = await evaluationAgain(workspace, result, what)
  const member = memberAt(evaluation, index)
  const { dataset } = evaluation
  const { chain } = member
  const { explain } = chain.model.operator
  if (!explain) throw unexplained(member)
  refuseJoint(evaluation, member)
  const { training, explanation } = explainMember(dataset, member, explain)
  const rows = Array.from(training.indices!)
  return {
    result_id: result.id,
    member: index,
    model_name: modelName(chain),
    branch_name: chain.branch?.name ?? null,
    dataset: dataset.name,
    target: dataset.target,
    y_processing: chain.targetTransforms.map(stepLabel).join('>') || null,
    preprocessings: preprocessingLabel(chain),
    wavelengths: training.axis && Array.from(training.axis),
    wavelength_unit: training.axis && (dataset.axis?.unit ?? null),
    n_samples: training.X.rows,
    n_features: training.X.columns,
    sample_ids: rows.some(row => row < 0) ? null : rows.map(row => dataset.sample_ids[row]!),
    explanation,
  }
}

function refuseJoint({ dataset }: Evaluation, member: Member): void {
  if (!isJoint({ dataset }, member)) return
  throw UnsupportedRequest({
    what,
    reason: `its model was fitted to ${dataset.joint!.targets.join(', ')} together, and what a model of one target says of them is not what that one says`,
    instead: `Run the pipeline on ${dataset.target} alone (\`y: ${dataset.target}\`), and explain that result.`,
  })
}

function unexplained({ chain }: Member) {
  const can = operators.flatMap(operator => (operator.kind === 'model' && operator.explain ? [operator.label] : []))
  return UnsupportedRequest({
    what,
    reason: `${chain.model.operator.label} has neither coefficients nor components to tell of`,
    instead: `Models that are explained: ${can.join(', ')}.`,
  })
}
