import { type ResultRecord, resultColumnsOf, resultState } from '../../core/index.ts'
import type { Place } from '../state/level.ts'
import { mergeResults } from '../state/merge-results.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { comparePlace } from './compare.ts'
import { openExplanation } from './explanation.ts'
import { defineScreen, type ScreenList } from './screen.ts'

export const openPredictions = (result: ResultRecord): Place => ({
  screen: 'predictions',
  subject: result.id,
  title: 'Predictions',
})

/** The same list stands alone, and under its run. */
export function resultList<Data>(
  items: (data: Data) => readonly ResultRecord[],
  whenEmpty: (data: Data) => readonly string[],
): ScreenList<Data, ResultRecord> {
  return {
    items,
    columns: resultColumnsOf,
    idOf: result => result.id,
    open: result => ({ screen: 'result', subject: result.id, title: result.pipeline_config }),
    compare: comparePlace,
    tone: (result, key) => (key === 'status' ? statusTone(resultState(result)) : undefined),
    sign: { key: 'status', of: (result, glyphs) => statusGlyph(resultState(result), glyphs) },
    order: 'best first in each dataset',
    example: 'dataset:fat  config:SNV  nc:5..12  rmsecv<3  -status:failed',
    whenEmpty,
  }
}

export const resultsScreen = defineScreen<readonly ResultRecord[], ResultRecord>({
  id: 'results',
  marks: 'result',
  title: 'Results',
  tab: 3,
  live: true,
  load: (engine, { subject }) => engine.results.list(subject === null ? {} : { run: subject }),
  grow: (listed, { results, metrics }, { subject }) =>
    mergeResults(listed, subject === null ? results : results.filter(({ run_id }) => run_id === subject), metrics),
  list: resultList(
    results => results,
    () => ['No results yet.', 'Start a run:  n4a run run.yaml', 'Every finished pipeline appears here at once.'],
  ),
  explanation: (_, result) => (result ? openExplanation(result) : 'There is no result under the cursor.'),
  predictions: (_, result) => (result ? openPredictions(result) : 'There is no result under the cursor.'),
})
