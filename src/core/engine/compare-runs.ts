import { N4aError, UnsupportedRequest } from '../errors/index.ts'
import type { ComparedBest, ResultRecord, RunComparison, RunManifest } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { compareResults } from './compare-results.ts'
import { letterOf } from './comparison-verdict.ts'
import { differingFields } from './differing-fields.ts'
import { bestOfEachDataset } from './query/best-first.ts'

/** Identity, times and outcomes: what differs between any two runs. */
const leftOut = [
  'id',
  'created_at',
  'started_at',
  'completed_at',
  'executor',
  'summary',
  'warnings',
  'error',
  'description',
]

/**
 * Hold runs against the first: of their settings only what differs, and on each dataset their best results, with a paired test
 * where those are of the same samples. @throws UnsupportedRequest for fewer than two runs
 */
export async function compareRuns(workspace: Workspace, manifests: readonly RunManifest[]): Promise<RunComparison> {
  if (manifests.length < 2) {
    throw UnsupportedRequest({
      what: 'This comparison',
      reason: 'there is only one run',
      instead: 'Give two or more runs.',
    })
  }
  const best = await Promise.all(
    manifests.map(async ({ id }) => {
      const results = bestOfEachDataset(await workspace.runs.results(id))
      return new Map(results.map(result => [result.dataset, result]))
    }),
  )
  const names = [...new Set(best.flatMap(ofRun => [...ofRun.keys()]))].sort()
  return {
    runs: manifests.map(({ id, name }, i) => ({ letter: letterOf(i), id, name })),
    differences: differingFields(manifests.map(comparable), leftOut),
    datasets: await Promise.all(
      names.map(async dataset => {
        const found = best.flatMap((ofRun, i) => {
          const result = ofRun.get(dataset)
          return result ? [{ letter: letterOf(i), result }] : []
        })
        return { dataset, metric: found[0]!.result.metric, ...(await comparedOn(workspace, found)) }
      }),
    ),
  }
}

/** Lists of templates and datasets by their names, so that one more or less is one difference. */
function comparable({ templates, datasets, ...manifest }: RunManifest): object {
  return {
    ...manifest,
    templates: Object.fromEntries(templates.map(({ name, expansion_count }) => [name, `${expansion_count} pipelines`])),
    datasets: Object.fromEntries(
      datasets.map(({ name, version, n_train, n_test }) => [name, `${version}, ${n_train} train, ${n_test} test`]),
    ),
  }
}

async function comparedOn(
  workspace: Workspace,
  found: readonly { readonly letter: string; readonly result: ResultRecord }[],
): Promise<{ readonly best: readonly ComparedBest[]; readonly verdict: string }> {
  const [first, ...others] = found
  const paired =
    others.length > 0
      ? await pairedOf(
          workspace,
          found.map(({ result }) => result),
        )
      : 'Only one of the runs has it.'
  const best = found.map(({ letter, result }, i): ComparedBest => {
    const same = first!.letter === 'A' && first!.result.metric === result.metric
    return {
      letter,
      result_id: result.id,
      pipeline_config: result.pipeline_config,
      score: result.best_score!,
      difference: same && i > 0 ? result.best_score! - first!.result.best_score! : null,
      p_value: typeof paired === 'string' ? null : (paired.results[i]?.p_value ?? null),
    }
  })
  return { best, verdict: typeof paired === 'string' ? paired : paired.verdict }
}

/** The comparison, or why there is none. */
async function pairedOf(workspace: Workspace, results: readonly ResultRecord[]) {
  try {
    return await compareResults(workspace, results)
  } catch (error) {
    if (!(error instanceof N4aError) || error.code !== 'UnsupportedRequest') throw error
    return error.message
  }
}
