import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parquetReadObjects } from 'hyparquet'
import type { Workspace } from '../../../src/core/workspace/index.ts'

export interface Audit {
  /** Told to be durable, and not there. */
  readonly lost: readonly string[]
  /** There more than once, or not with all of its predictions. */
  readonly doubled: readonly string[]
  readonly wrongSummaries: readonly string[]
  readonly results: number
}

/** Compare what was told with the rows of the files themselves, read without the workspace, which hides doubles. */
export async function audit(workspace: Workspace, run: string, told: Iterable<string>): Promise<Audit> {
  const results = await workspace.runs.results(run)
  const refitted = new Set(results.filter(({ scores }) => scores.final_train).map(({ id }) => id))
  const known = new Set([...results.map(({ id }) => id), ...[...refitted].map(id => `refit ${id}`)])
  const lost = [...told].filter(id => !known.has(id))

  const rowsOf = new Map<string, number>()
  const ids = new Set<string>()
  const doubled: string[] = []
  const wrongSummaries: string[] = []
  for (const { path, dataset, summary, num_rows } of await workspace.summaries()) {
    const rows = await parquetReadObjects({
      file: Uint8Array.from(readFileSync(path)).buffer,
      columns: ['id', 'result_id', 'partition', 'val_score', 'fold_id'],
      compressors: { GZIP: (bytes: Uint8Array) => gunzipSync(bytes) },
    })
    for (const { id, result_id } of rows) {
      if (ids.has(id)) doubled.push(id)
      ids.add(id)
      rowsOf.set(result_id, (rowsOf.get(result_id) ?? 0) + 1)
    }
    const scores = rows.filter(({ partition, val_score }) => partition === 'val' && val_score !== null)
    const mean = scores.reduce((sum, { val_score }) => sum + val_score, 0) / scores.length
    const right =
      rows.length === num_rows &&
      summary?.total_predictions === rows.length &&
      summary.stats.val_score?.n === scores.length &&
      Math.abs(summary.stats.val_score.mean - mean) < 1e-9 &&
      summary.facets.n_configs === new Set(rows.map(({ result_id }) => result_id)).size
    if (!right) wrongSummaries.push(dataset)
  }
  for (const { id } of results) if (rowsOf.get(id) !== (refitted.has(id) ? 11 : 9)) doubled.push(id)
  if (new Set(results.map(({ id }) => id)).size !== rowsOf.size) doubled.push('results without rows, or rows without')
  return { lost, doubled, wrongSummaries, results: results.length }
}
