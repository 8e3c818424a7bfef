import type { ResultChart, ResultRecord } from '../records/index.ts'
import { drawCharts } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { evaluationAgain } from './evaluation-again.ts'

/**
 * What the chart steps of a result's template ask for: planned again, each with the steps before it fitted on all training
 * rows.
 * @throws ChangedDataset, MissingDataset, UnsupportedRequest, and what the steps throw
 */
export async function resultCharts(workspace: Workspace, result: ResultRecord): Promise<readonly ResultChart[]> {
  return drawCharts(await evaluationAgain(workspace, result, 'Drawing its charts'))
}
