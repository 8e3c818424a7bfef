import { type Engine, type MarkRecord, optimismGap, type ResultRecord, type RunRecord } from '../../core/index.ts'

/** What only records tell, which are read after the first frame. */
export interface HomeNeeds {
  /** Of each run with failures: how many results failed for which reason, the most frequent first. */
  readonly causes: ReadonlyMap<string, readonly (readonly [code: string, count: number])[]>
  /** Among the best of each dataset: those whose test error is much above that of cross-validation. */
  readonly optimistic: readonly ResultRecord[]
  /** Results that somebody starred, and those of them that nobody noted why. */
  readonly starred: readonly MarkRecord[]
  readonly withoutNote: readonly MarkRecord[]
}

export const noNeeds: HomeNeeds = { causes: new Map(), optimistic: [], starred: [], withoutNote: [] }

/** Runs whose failures are read; the others say so on their pages. */
const mostFailedRuns = 4
/** Reading more results than these would keep Home busy. */
const mostRead = 5_000
/** Of each dataset; what is ranked below them is chosen by nobody. */
const bestOfEach = 5
/** A test error so much above that of cross-validation is worth a look. */
const worthALook = 0.2

function causesOf(results: readonly ResultRecord[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { error } of results) {
    const code = error?.code ?? 'unknown'
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** Of results as the engine lists them: best first within each dataset. */
function optimisticOf(results: readonly ResultRecord[]): readonly ResultRecord[] {
  const ranks = new Map<string, number>()
  return results.filter(result => {
    if (result.status !== 'completed') return false
    const rank = ranks.get(result.dataset) ?? 0
    ranks.set(result.dataset, rank + 1)
    return rank < bestOfEach && (optimismGap(result) ?? 0) > worthALook
  })
}

const storedOf = ({ completed_results, failed_results }: RunRecord) => completed_results + failed_results

/** Whatever of it cannot be read is left out: the pages of the records say why. */
export async function readNeeds(engine: Engine, runs: readonly RunRecord[]): Promise<HomeNeeds> {
  const small = runs.reduce((sum, run) => sum + storedOf(run), 0) <= mostRead
  const failed = runs.filter(run => run.failed_results > 0 && storedOf(run) <= mostRead).slice(0, mostFailedRuns)
  const [all, marks] = await Promise.all([
    small && runs.length > 0 ? engine.results.list().catch(() => []) : null,
    engine.marks.list().catch(() => []),
  ])
  const causes = await Promise.all(
    failed.map(async ({ id }) => {
      const own = all?.filter(({ run_id }) => run_id === id) ?? (await engine.results.list({ run: id }).catch(() => []))
      return [id, causesOf(own.filter(({ status }) => status === 'failed'))] as const
    }),
  )
  const starred = marks.filter(({ subject, starred, rejected }) => subject === 'result' && starred && !rejected)
  return {
    causes: new Map(causes.filter(([, found]) => found.length > 0)),
    optimistic: all === null ? [] : optimisticOf(all),
    starred,
    withoutNote: starred.filter(({ notes }) => notes.length === 0),
  }
}
