import { UnknownMetric, WrongShape } from '../errors/index.ts'
import { accuracy } from './accuracy.ts'
import { balanced_accuracy } from './balanced-accuracy.ts'
import { bias } from './bias.ts'
import type { ClassificationOutcome } from './classification-outcome.ts'
import { consistency } from './consistency.ts'
import { pearson_r, spearman_r } from './correlation.ts'
import { explained_variance } from './explained-variance.ts'
import { hamming_loss } from './hamming-loss.ts'
import { jaccard } from './jaccard.ts'
import { kappa } from './kappa.ts'
import { log_loss } from './log-loss.ts'
import { mae } from './mae.ts'
import { mape } from './mape.ts'
import { max_error } from './max-error.ts'
import { mcc } from './mcc.ts'
import { median_ae } from './median-ae.ts'
import type { ClassificationMetric, Metric, RegressionMetric } from './metric.ts'
import { mse } from './mse.ts'
import { nmae, nmse, nrmse } from './normalized-errors.ts'
import type { DefinedMetric } from './own-metrics.ts'
import {
  f1_macro,
  f1_weighted,
  precision_macro,
  precision_weighted,
  recall_macro,
  recall_weighted,
} from './precision-recall.ts'
import { r2 } from './r2.ts'
import type { RegressionErrors } from './regression-errors.ts'
import { intercept, slope } from './regression-line.ts'
import { rmse } from './rmse.ts'
import { roc_auc } from './roc-auc.ts'
import { rpd, rpd_rmse } from './rpd.ts'
import { rpiq } from './rpiq.ts'
import { sep, sep_n } from './sep.ts'
import { specificity } from './specificity.ts'

/** Scores of quantities. A new one is a file and a line here. */
export const regressionMetrics: readonly RegressionMetric[] = [
  rmse,
  r2,
  mae,
  max_error,
  mse,
  bias,
  sep,
  sep_n,
  rpd,
  rpd_rmse,
  rpiq,
  slope,
  intercept,
  pearson_r,
  mape,
  spearman_r,
  explained_variance,
  median_ae,
  consistency,
  nrmse,
  nmse,
  nmae,
]

/** Scores of classes. */
export const classificationMetrics: readonly ClassificationMetric[] = [
  accuracy,
  balanced_accuracy,
  f1_macro,
  f1_weighted,
  precision_macro,
  recall_macro,
  mcc,
  kappa,
  log_loss,
  roc_auc,
  precision_weighted,
  recall_weighted,
  specificity,
  jaccard,
  hamming_loss,
]

/** Every metric there is. */
export const metrics: readonly Metric[] = [...regressionMetrics, ...classificationMetrics]

/** Of programs, by name. A name means one metric in a process: listings and rankings of every workspace ask for it. */
const own = new Map<string, DefinedMetric>()

/** Make metrics of a program known; one of the same name takes the place of an earlier one. @throws WrongShape */
export function keepOwnMetrics(given: readonly DefinedMetric[]): void {
  for (const metric of given) {
    if (registered(metric.name)) {
      const expected = 'a name that no metric of n4a has'
      throw WrongShape({ what: '`name`', expected, received: metric.name }).at({ field: 'name' })
    }
    // What is only remembered takes the place of no function.
    if (!metric.remembered || !own.has(metric.name)) own.set(metric.name, metric)
  }
}

/** Those of n4a, then those of programs. */
export const everyMetric = (): readonly Metric[] => [...metrics, ...own.values()]

/** Made by a program: it is not known to others, nor to other threads. */
export const isOwnMetric = (name: string): boolean => own.has(name)

export const findOwnMetric = (name: string): DefinedMetric | undefined => own.get(name)

const registered = (name: string): Metric | undefined =>
  metrics.find(metric => metric.name === name || metric.aliases?.includes(name))

/** By its name or an alias. */
export const findMetric = (name: string): Metric | undefined => registered(name) ?? own.get(name)

/** @throws UnknownMetric */
export function getMetric(name: string): Metric {
  const metric = findMetric(name)
  if (!metric) throw UnknownMetric({ name, known: metrics.map(known => known.name) })
  return metric
}

/**
 * What a part of a result stores, by name: every regression metric that is not on demand, and the one that ranks. null where
 * one is not defined.
 */
export function scoreAll(errors: RegressionErrors, ranking?: Metric): Record<string, number | null> {
  return finiteScores(stored(storedRegression, ranking), metric => metric.score(errors))
}

/** The same of classes. */
export function scoreAllClasses(outcome: ClassificationOutcome, ranking?: Metric): Record<string, number | null> {
  return finiteScores(stored(storedClassification, ranking), metric => metric.score(outcome))
}

const storedRegression = regressionMetrics.filter(metric => !metric.on_demand)
const storedClassification = classificationMetrics.filter(metric => !metric.on_demand)

/** Scores are made thousands of times in a run, so the usual choice is made once. */
function stored<M extends Metric>(usual: readonly M[], ranking: Metric | undefined): readonly M[] {
  return ranking?.on_demand && !ranking.remembered ? [...usual, ranking as M] : usual
}

function finiteScores<M extends Metric>(
  scored: readonly M[],
  score: (metric: M) => number,
): Record<string, number | null> {
  const scores: Record<string, number | null> = {}
  for (const metric of scored) {
    const value = score(metric)
    scores[metric.name] = Number.isFinite(value) ? value : null
  }
  return scores
}

/** What a metric tells about itself, as plain data. */
export function metricCard({ score: _, ...card }: Metric) {
  return card
}
