import { N4aError, SingularFit, TooFewSamples, WrongFeatureCount } from '../../errors/index.ts'
import { type Matrix, takeColumns, takeElements, takeRows } from '../../math/matrix.ts'
import { mean, squaredDeviations } from '../../math/statistics.ts'
import { choice, integer, nullable, type Parameter, type ValuesOf } from '../../params/index.ts'
import { fitPls, predictPls } from './pls-fit.ts'

const width: Parameter<number | null> = {
  ...nullable(
    integer({ initial: 1, min: 1, abbreviation: 'iw', help: 'Features in each interval; null for n_intervals' }),
  ),
  initial: null,
}

/** Which intervals count, and what judges them. */
export const intervalParameters = {
  n_components: integer({
    initial: 5,
    min: 1,
    abbreviation: 'nc',
    help: 'Number of components, or the features of an interval where they are fewer',
  }),
  n_intervals: integer({ initial: 10, min: 1, abbreviation: 'ni', help: 'Number of intervals of equal width' }),
  interval_width: width,
  cv: integer({ initial: 5, min: 2, help: 'Folds within the training rows, in their order, that judge an interval' }),
  scoring: choice({
    initial: 'r2',
    options: ['r2', 'neg_mean_squared_error', 'neg_root_mean_squared_error', 'neg_mean_absolute_error'],
    help: 'What the folds are judged by',
  }),
  mode: choice({
    initial: 'forward',
    options: ['single', 'forward', 'backward'],
    abbreviation: 'mode',
    help: 'single: the best interval; forward: add intervals while that helps; backward: drop intervals while that helps',
  }),
}

export type IntervalChoice = ValuesOf<typeof intervalParameters>

/**
 * The intervals on which PLS predicts best over folds of the training rows: the features of each, ascending, the interval
 * chosen first first.
 * @throws SingularFit when no interval can be judged; TooFewSamples; WrongFeatureCount
 */
export function bestIntervals(X: Matrix, y: Float64Array, given: IntervalChoice): readonly Int32Array[] {
  checkFolds(X.rows, given.cv)
  const intervals = intervalsOf(X.columns, given)
  const score = (chosen: readonly number[]) => scoreOf(takeColumns(X, columnsOf(intervals, chosen)), y, given)
  const found = select(intervals.length, given.mode, score)
  if (!found) throw SingularFit({ reason: 'PLS has a score on no interval; r2 has none in a fold of one sample' })
  return found.map(interval => columnsOf(intervals, [interval]))
}

/** @throws TooFewSamples */
export function checkFolds(n_samples: number, cv: number): void {
  if (n_samples < cv) throw TooFewSamples({ n_samples, needed: cv, purpose: `${cv} folds within the training rows` })
}

interface Interval {
  readonly start: number
  readonly end: number
}

/** The first intervals are a feature wider where the features do not divide evenly. */
function intervalsOf(n_features: number, given: IntervalChoice): readonly Interval[] {
  const { n_intervals, interval_width } = given
  if (interval_width !== null) {
    return Array.from({ length: Math.ceil(n_features / interval_width) }, (_, i) => ({
      start: i * interval_width,
      end: Math.min((i + 1) * interval_width, n_features),
    }))
  }
  if (n_intervals > n_features) {
    throw WrongFeatureCount({ found: n_features, needed: `${n_intervals} intervals need at least one feature each` })
  }
  const start = (i: number) => i * Math.floor(n_features / n_intervals) + Math.min(i, n_features % n_intervals)
  return Array.from({ length: n_intervals }, (_, i) => ({ start: start(i), end: start(i + 1) }))
}

/** In ascending order. */
function columnsOf(intervals: readonly Interval[], chosen: readonly number[]): Int32Array {
  const columns = chosen.flatMap(i => {
    const { start, end } = intervals[i]!
    return Array.from({ length: end - start }, (_, j) => start + j)
  })
  return Int32Array.from(columns).sort()
}

type Score = (chosen: readonly number[]) => number

/** Numbers of the intervals, the first chosen first; undefined where none has a score. */
function select(n: number, mode: 'single' | 'forward' | 'backward', score: Score): readonly number[] | undefined {
  const all = Array.from({ length: n }, (_, i) => i)
  if (mode === 'backward') return shrink(all, score)
  let chosen: readonly number[] = []
  let best = Number.NEGATIVE_INFINITY
  do {
    const candidates = all.filter(i => !chosen.includes(i)).map(i => [...chosen, i])
    const next = highest(candidates, score, best)
    if (!next) break
    chosen = next.chosen
    best = next.score
  } while (mode === 'forward')
  return chosen.length > 0 ? chosen : undefined
}

function shrink(all: readonly number[], score: Score): readonly number[] | undefined {
  let chosen = all
  let best = score(all)
  while (chosen.length > 1) {
    const next = highest(
      chosen.map(dropped => chosen.filter(i => i !== dropped)),
      score,
      best,
    )
    if (!next) break
    chosen = next.chosen
    best = next.score
  }
  return best > Number.NEGATIVE_INFINITY ? chosen : undefined
}

/** The first of those that score highest, above `least`. */
function highest(candidates: readonly (readonly number[])[], score: Score, least: number) {
  let best: { readonly chosen: readonly number[]; readonly score: number } | undefined
  for (const chosen of candidates) {
    const found = score(chosen)
    if (found > (best?.score ?? least)) best = { chosen, score: found }
  }
  return best
}

/** As many of the components as the features and samples can hold. @throws SingularFit, ConstantTarget */
export function fitLimited(X: Matrix, y: Float64Array, n_components: number, n_samples = X.rows) {
  return fitPls(X, y, { n_components: Math.min(n_components, X.columns, n_samples - 1), scale: true })
}

/** Mean over folds, the greater the better; −∞ where PLS cannot be fitted. */
function scoreOf(X: Matrix, y: Float64Array, given: IntervalChoice): number {
  try {
    const scores = Float64Array.from({ length: given.cv }, (_, fold) => scoreOfFold(X, y, given, fold))
    const score = mean(scores)
    return Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score
  } catch (error) {
    if (error instanceof N4aError && error.kind !== 'bug') return Number.NEGATIVE_INFINITY
    throw error
  }
}

function scoreOfFold(X: Matrix, y: Float64Array, { cv, n_components, scoring }: IntervalChoice, fold: number) {
  const start = (k: number) => k * Math.floor(X.rows / cv) + Math.min(k, X.rows % cv)
  const rows = Array.from({ length: X.rows }, (_, i) => i)
  const held = rows.slice(start(fold), start(fold + 1))
  const training = rows.filter(i => i < start(fold) || i >= start(fold + 1))
  const pls = fitLimited(takeRows(X, training), takeElements(y, training), n_components, X.rows)
  const truth = takeElements(y, held)
  const errors = predictPls(takeRows(X, held), pls).map((value, i) => value - truth[i]!)
  const squares = squaredDeviations(errors, 0)
  switch (scoring) {
    case 'r2':
      return 1 - squares / squaredDeviations(truth, mean(truth))
    case 'neg_mean_squared_error':
      return -squares / held.length
    case 'neg_root_mean_squared_error':
      return -Math.sqrt(squares / held.length)
    case 'neg_mean_absolute_error':
      return -mean(errors.map(Math.abs))
  }
}
