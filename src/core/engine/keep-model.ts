import type { PredictingModel, ResultRecord, StoredModelRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { fittedModels } from './fitted-models.ts'
import { refuseSeparated } from './predict.ts'
import { predictiveModel } from './predictive-model.ts'
import { keptLine } from './result-lines.ts'
import { storeModel } from './store-model.ts'
import { n4aVersion } from './version.ts'

/**
 * Fit a model of a result again and store it, so that it predicts without the training data from then on.
 * @throws WorkspaceLocked while its run is executed, ReadOnlyWorkspace, and what the fit throws
 */
export async function keepModel(
  workspace: Workspace,
  result: ResultRecord,
  model: PredictingModel,
  member: number | undefined,
): Promise<StoredModelRecord> {
  refuseSeparated(result, member)
  const { run_id, dataset, target, pipeline_config } = result
  const lock = await workspace.runs.acquire(run_id)
  try {
    const fitted = await fittedModels(workspace, result, model, member, 'Storing a model')
    const stored = await storeModel(workspace, await predictiveModel(workspace, result, model, fitted))
    const writer = await workspace.runs.openWriter(run_id, { shard: 'models', attempt: 1, n4a_version: n4aVersion })
    try {
      await writer.record([keptLine(result, [stored])])
    } finally {
      await writer.close()
    }
    await workspace.checkpoint(run_id)
    const path = workspace.models.path(dataset, stored.sha256)
    const from = { result_id: result.id, run_id, dataset, target, pipeline_config }
    return { id: stored.sha256.slice(0, 12), ...from, ...stored, path, imported: false, present: true }
  } finally {
    await lock.release()
  }
}
