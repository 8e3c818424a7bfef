import type { PredictingModel, ResultRecord, StoredModel } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { modelAsFile } from './model-file.ts'
import type { WritableModel } from './predictive-model.ts'

/** A model among those that the workspace keeps; whoever asked has yet to record that its result has it. */
export async function storeModel(workspace: Workspace, model: WritableModel): Promise<StoredModel> {
  const sealed = modelAsFile(model)
  await workspace.models.save(model.dataset, sealed)
  return {
    model: model.model,
    member: model.member,
    sha256: sealed.sha256,
    bytes: Buffer.byteLength(sealed.text),
    stored_at: new Date().toISOString(),
  }
}

/** The file of a model of a result, where the workspace keeps it. */
export function storedModelPath(
  workspace: Workspace,
  { dataset, stored_models }: ResultRecord,
  model: PredictingModel,
  member: number,
): string | null {
  const found = stored_models.find(one => one.model === model && one.member === member)
  return found ? workspace.models.path(dataset, found.sha256) : null
}
