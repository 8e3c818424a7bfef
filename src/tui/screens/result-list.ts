import {
  type Column,
  gapColumn,
  type MetricCard,
  ofClasses,
  type ResultRecord,
  type RunRecord,
  resultColumnsOf,
  resultState,
  type Standing,
  type StandingResult,
} from '../../core/index.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { comparePlace } from './compare.ts'
import type { ScreenList } from './screen.ts'

/** How many models a run fits for each result, as far as its configuration says. */
export function foldCountOf({ config }: Pick<RunRecord, 'config'>): number | null {
  const { n_splits, n_repeats } = config.folds as { readonly n_splits?: unknown; readonly n_repeats?: unknown }
  if (typeof n_splits !== 'number') return null
  return n_splits * (typeof n_repeats === 'number' ? n_repeats : 1)
}

/** Key of the column that the simplest results as good as the best stand first by. */
export const standingKey = 'standing'

const order: Readonly<Record<Standing, number>> = { simplest: 0, tie: 1 }

const standingColumn = (glyphs: Glyphs): Column<StandingResult> => ({
  key: standingKey,
  label: '1 SE',
  align: 'left',
  priority: 1,
  field: null,
  value: ({ standing }) => (standing ? order[standing] : null),
  text: ({ standing }) => (standing === 'simplest' ? glyphs.simplest : standing ? glyphs.tie : ''),
})

/** The usual columns, how each stands among those of its dataset, and what the test samples say of its score. */
function columns(
  results: readonly StandingResult[],
  metrics: readonly MetricCard[],
  glyphs: Glyphs,
): readonly Column<StandingResult>[] {
  const [dataset, pipeline, ranking, ...rest] = resultColumnsOf(results, metrics)
  const stand = results.some(({ standing }) => standing) ? [standingColumn(glyphs)] : []
  return [
    dataset!,
    pipeline!,
    ranking!,
    ...stand,
    ...rest,
    gapColumn(results.length > 0 && results.every(ofClasses), 6),
  ]
}

/** The same list stands alone, and under its run. */
export function resultList<Data>(
  items: (data: Data) => readonly StandingResult[],
  whenEmpty: (data: Data) => readonly string[],
): ScreenList<Data, StandingResult> {
  return {
    items,
    columns,
    idOf: result => result.id,
    open: (result: ResultRecord) => ({ screen: 'result', subject: result.id, title: result.pipeline_config }),
    compare: comparePlace,
    tone: (result, key) => (key === 'status' ? statusTone(resultState(result)) : undefined),
    sign: { key: 'status', of: (result, glyphs) => statusGlyph(resultState(result), glyphs) },
    best: standingKey,
    order: 'best first in each dataset',
    example: 'dataset:fat  config:SNV  nc:5..12  rmsecv<3  -status:failed',
    whenEmpty,
  }
}
