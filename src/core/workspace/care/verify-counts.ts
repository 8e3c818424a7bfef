import type { WorkspaceProblem } from '../../records/index.ts'
import type { Layout } from '../layout.ts'
import { presentColumns } from '../parquet/each-slice.ts'
import { withTable } from '../parquet/read-table.ts'
import { predictionTable, resultTable } from '../parquet/tables.ts'
import { candidateFiles } from '../predictions/prediction-files.ts'

/**
 * Whether the predictions that the results of checkpointed runs count are there. Results are read first: a checkpoint
 * writes them after the predictions, so what they count must be there already.
 */
export interface PredictionCheck {
  addResults(path: string): Promise<void>
  addPredictions(path: string): Promise<void>
  /** Files that are damaged are told of already. */
  problems(damaged: ReadonlySet<string>): WorkspaceProblem[]
}

export function predictionCheck(layout: Layout): PredictionCheck {
  const expected = new Map<string, { readonly run: string; readonly dataset: string; count: number }>()
  const found = new Map<string, number>()
  const keyOf = (run: unknown, dataset: unknown) => JSON.stringify([run, dataset])
  return {
    async addResults(path) {
      await withTable(path, resultTable, async ({ metadata, column }) => {
        const present = presentColumns(metadata)
        if (!['run_id', 'dataset', 'predictions_count'].every(name => present.has(name))) return
        const runs = await column('run_id')
        const [datasets, counts] = [await column('dataset'), await column('predictions_count')]
        for (const [i, run] of runs.entries()) {
          const key = keyOf(run, datasets[i])
          const entry = expected.get(key) ?? { run: String(run), dataset: String(datasets[i]), count: 0 }
          entry.count += Number(counts[i])
          expected.set(key, entry)
        }
      })
    },
    async addPredictions(path) {
      await withTable(path, predictionTable, async ({ metadata, column }) => {
        const present = presentColumns(metadata)
        if (!['run_id', 'dataset'].every(name => present.has(name))) return
        const runs = await column('run_id')
        const datasets = await column('dataset')
        for (const [i, run] of runs.entries()) {
          const key = keyOf(run, datasets[i])
          found.set(key, (found.get(key) ?? 0) + 1)
        }
      })
    },
    problems: damaged =>
      [...expected].flatMap(([key, { run, dataset, count }]): WorkspaceProblem[] => {
        const there = found.get(key) ?? 0
        const files = candidateFiles(layout, dataset)
        if (there >= count || files.some(path => damaged.has(path))) return []
        const what = `${there} of the ${count} predictions of run ${run} are in it`
        return [{ kind: 'missing_predictions', path: files[0], what, advice: 'Restore it from a backup.' }]
      }),
  }
}
