import type { BroughtRun } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { resultManifestLimit } from './perform-run.ts'
import { resultIdOf } from './prepare-run.ts'

/** A run from an archive, with the files for people that runs have. */
export async function importArchive(workspace: Workspace, path: string): Promise<BroughtRun> {
  const brought = await workspace.runs.import(path, {
    // As planning gives it, so that a run under another id can be resumed as well.
    resultId: (run_id, { pipeline_config_id, dataset }) => resultIdOf(run_id)(pipeline_config_id, dataset),
    prepare: workspace.prepare,
  })
  const { total_results } = await workspace.runs.read(brought.run_id)
  if (brought.outcome === 'imported' && total_results <= resultManifestLimit) {
    await workspace.writeResultManifests(brought.run_id, await workspace.runs.results(brought.run_id))
  }
  return brought
}
