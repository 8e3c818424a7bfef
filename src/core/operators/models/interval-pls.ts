import { N4aError, SingularFit, TooFewSamples, WrongFeatureCount } from '../../errors/index.ts'
import { type Matrix, takeElements, takeRows, zeros } from '../../math/matrix.ts'
import { mean, squaredDeviations } from '../../math/statistics.ts'
import { choice, integer, nullable, type Parameter, type ValuesOf } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import type { ModelExplanation } from '../model-explanation.ts'
import { defineRegressor } from '../operator.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { checkVaries, fitPls, predictPls } from './pls-fit.ts'
import { backend } from './unused-parameters.ts'

const width: Parameter<number | null> = {
  ...nullable(
    integer({ initial: 1, min: 1, abbreviation: 'iw', help: 'Features in each interval; null for n_intervals' }),
  ),
  initial: null,
}

const params = {
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
  combination_method: choice({
    initial: 'union',
    options: ['union', 'best'],
    help: 'union: all selected intervals; best: the first of them',
  }),
  backend,
}

/**
 * Interval partial least squares: PLS regression on the intervals of the spectra that predict best within the training rows.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns which features count and their PLS model.
 *
 * @throws SingularFit when no interval can be judged; ConstantTarget; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Nørgaard et al. (2000), Applied Spectroscopy 54(3), 413–419
 */
export const intervalPls = defineRegressor({
  id: 'interval_pls',
  label: 'IntervalPLS',
  class_path: 'nirs4all.operators.models.IntervalPLS',
  aliases: [
    'nirs4all.operators.models.sklearn.ipls.IntervalPLS',
    'nirs4all.operators.models.sklearn.IntervalPLS',
    'iPLS',
  ],
  summary: 'PLS regression on the intervals of the spectra that predict best',
  formula: 'PLS on the features of intervals chosen by their mean score over folds of the training rows',
  source: 'Nørgaard et al. (2000), Applied Spectroscopy 54(3), 413–419',
  params,
  checkShape: ({ n_samples }, { cv }) => checkFolds(n_samples, cv),
  fit: (X, y, given) => {
    checkTrainingData(X, y, 2, 'interval PLS')
    checkFolds(X.rows, given.cv)
    checkVaries(y)
    const intervals = intervalsOf(X.columns, given)
    const score = (chosen: readonly number[]) => scoreOf(takeColumns(X, columnsOf(intervals, chosen)), y, given)
    const found = select(intervals.length, given.mode, score)
    if (!found) throw SingularFit({ reason: 'PLS could be fitted on no interval' })
    const columns = columnsOf(intervals, given.combination_method === 'union' ? found : found.slice(0, 1))
    return { n_features: X.columns, columns, pls: fitLimited(takeColumns(X, columns), y, given.n_components) }
  },
  predict: (X, { n_features, columns, pls }) => {
    checkSpectra(X, n_features)
    return predictPls(takeColumns(X, columns), pls)
  },
  explain: ({ n_features, columns, pls }, X, params, training = X) => {
    checkSpectra(X, n_features)
    checkSpectra(training, n_features)
    const chosen = takeColumns(X, columns)
    const ofTraining = training === X ? chosen : takeColumns(training, columns)
    return spreadOver(n_features, columns, explainLatent(pls, chosen, params, ofTraining))
  },
})

/** Features that were not selected count for nothing. */
function spreadOver(n_features: number, columns: Int32Array, found: ModelExplanation): ModelExplanation {
  const spread = (values: readonly number[] = []) => {
    const all = new Array<number>(n_features).fill(0)
    values.forEach((value, j) => {
      all[columns[j]!] = value
    })
    return all
  }
  const { components } = found
  return {
    ...found,
    coefficients: spread(found.coefficients),
    ...(components && {
      components: {
        ...components,
        x_weights: (components.x_weights ?? []).map(values => spread(values)),
        x_loadings: (components.x_loadings ?? []).map(values => spread(values)),
        x_rotations: (components.x_rotations ?? []).map(values => spread(values)),
        vip: spread(components.vip),
        selectivity_ratio: spread(components.selectivity_ratio),
      },
    }),
  }
}

function checkFolds(n_samples: number, cv: number): void {
  if (n_samples < cv) throw TooFewSamples({ n_samples, needed: cv, purpose: `${cv} folds within the training rows` })
}

interface Interval {
  readonly start: number
  readonly end: number
}

/** The first intervals are a feature wider where the features do not divide evenly. */
function intervalsOf(n_features: number, given: ValuesOf<typeof params>): readonly Interval[] {
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

function takeColumns(X: Matrix, columns: Int32Array): Matrix {
  const taken = zeros(X.rows, columns.length)
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < columns.length; j++) {
      taken.values[i * columns.length + j] = X.values[i * X.columns + columns[j]!]!
    }
  }
  return taken
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

function fitLimited(X: Matrix, y: Float64Array, n_components: number, n_samples = X.rows) {
  return fitPls(X, y, { n_components: Math.min(n_components, X.columns, n_samples - 1), scale: true })
}

/** Mean over folds, the greater the better; −∞ where PLS cannot be fitted. */
function scoreOf(X: Matrix, y: Float64Array, given: ValuesOf<typeof params>): number {
  try {
    const scores = Float64Array.from({ length: given.cv }, (_, fold) => scoreOfFold(X, y, given, fold))
    const score = mean(scores)
    return Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score
  } catch (error) {
    if (error instanceof N4aError && error.kind !== 'bug') return Number.NEGATIVE_INFINITY
    throw error
  }
}

function scoreOfFold(X: Matrix, y: Float64Array, { cv, n_components, scoring }: ValuesOf<typeof params>, fold: number) {
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
