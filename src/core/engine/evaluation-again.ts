import { UnsupportedRequest } from '../errors/index.ts'
import type { ResultRecord } from '../records/index.ts'
import type { Evaluation } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { fromElsewhere } from './from-elsewhere.ts'
import { planAgain } from './plan-again.ts'

/**
 * The pipeline of a result on its dataset, planned again from what its run stored.
 * @param what that is asked of it, for the error
 * @throws UnsupportedRequest where the run no longer knows it, ChangedDataset, MissingDataset
 */
export async function evaluationAgain(workspace: Workspace, result: ResultRecord, what: string): Promise<Evaluation> {
  const manifest = await workspace.runs.read(result.run_id)
  if (manifest.foreign) throw fromElsewhere(what)
  if (manifest.prediction_of) {
    const { result_id } = manifest.prediction_of
    const reason = `${result.id} holds what ${result_id} predicted of new samples; nothing was fitted`
    throw UnsupportedRequest({ what, reason, instead: `Ask ${result_id}.` })
  }
  const own = manifest.datasets.find(({ name }) => name === result.dataset)
  // Other datasets of the run may be gone by now; targets that are modelled together share one file.
  const datasets = manifest.datasets.filter(({ path }) => path === own?.path)
  const { evaluations } = await planAgain(workspace, { ...manifest, datasets }, result.pipeline_config_id)
  const found = evaluations.find(({ result_id }) => result_id === result.id)
  if (found) return found
  const reason = `the run ${result.run_id} has no pipeline and dataset of ${result.id} any more`
  throw UnsupportedRequest({ what, reason, instead: '`n4a workspace verify` shows what of the workspace is damaged.' })
}
