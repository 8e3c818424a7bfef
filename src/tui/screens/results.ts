import { type ResultRecord, type StandingResult, withStandings } from '../../core/index.ts'
import type { Place } from '../state/level.ts'
import { mergeResults } from '../state/merge-results.ts'
import { openExplanation } from './explanation.ts'
import { foldCountOf, resultList } from './result-list.ts'
import { resultPreview } from './result-preview.ts'
import { defineScreen } from './screen.ts'

export const openPredictions = (result: ResultRecord): Place => ({
  screen: 'predictions',
  subject: result.id,
  title: 'Predictions',
})

interface ResultsPage {
  readonly results: readonly ResultRecord[]
  /** Of each run. */
  readonly folds: ReadonlyMap<string, number | null>
}

export const resultsScreen = defineScreen<ResultsPage, StandingResult>({
  id: 'results',
  marks: 'result',
  title: 'Results',
  tab: 3,
  live: true,
  load: async (engine, { subject }) => {
    const [results, runs] = await Promise.all([
      engine.results.list(subject === null ? {} : { run: subject }),
      // Where no run can be read, nothing is said of how results stand.
      engine.runs.list().catch(() => []),
    ])
    return { results, folds: new Map(runs.map(run => [run.id, foldCountOf(run)])) }
  },
  grow: ({ results: listed, folds }, { results, metrics }, { subject }) => {
    const own = subject === null ? results : results.filter(({ run_id }) => run_id === subject)
    return { results: mergeResults(listed, own, metrics), folds }
  },
  list: resultList(
    ({ results, folds }) => withStandings(results, id => folds.get(id) ?? null),
    () => ['No results yet.', 'Start a run:  n4a run run.yaml', 'Every finished pipeline appears here at once.'],
  ),
  preview: ({ results, folds }, result, drawing) =>
    resultPreview(result, results, folds.get(result.run_id) ?? null, drawing),
  explanation: (_, result) => (result ? openExplanation(result) : 'There is no result under the cursor.'),
  predictions: (_, result) => (result ? openPredictions(result) : 'There is no result under the cursor.'),
})
