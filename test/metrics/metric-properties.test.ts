import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import {
  classificationMetrics,
  classificationOutcome,
  findMetric,
  getMetric,
  metrics,
  type PredictedSamples,
  rankingValue,
  regressionErrors,
  regressionMetrics,
  scoreAll,
  scoreAllClasses,
  scoreSamples,
} from '../../src/core/metrics/index.ts'

const quantity = fc.double({ min: -100, max: 100, noNaN: true }).map(value => Math.round(value * 1e3) / 1e3)
const quantities = fc.array(fc.tuple(quantity, quantity), { minLength: 3, maxLength: 30 }).map(
  (pairs): PredictedSamples => ({
    y_true: Float64Array.from(pairs, pair => pair[0]),
    y_pred: Float64Array.from(pairs, pair => pair[1]),
    classes: null,
  }),
)

const n_classes = 3
const sample = fc.tuple(
  fc.nat(n_classes - 1),
  fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: n_classes, maxLength: n_classes }),
)
const classes = fc.array(sample, { minLength: 2, maxLength: 30 }).map((samples): PredictedSamples => {
  const probabilities = samples.map(([, raw]) => raw.map(value => value / raw.reduce((a, b) => a + b, 0)))
  return {
    y_true: Float64Array.from(samples, ([code]) => code),
    y_pred: Float64Array.from(probabilities, row => row.indexOf(Math.max(...row))),
    classes: { n_classes, scores: matrixFromRows(probabilities), probabilities: true },
  }
})

/** The same predictions, moved half of the way to the truth; where a class is wrong, the right one is given. */
function improved({ y_true, y_pred, classes }: PredictedSamples, at: number): PredictedSamples {
  if (!classes) return { y_true, y_pred: y_pred.map((predicted, i) => (predicted + y_true[i]!) / 2), classes }
  const right = (i: number) => i === at % y_true.length
  const rows = Array.from(y_true, (code, i) =>
    Array.from({ length: n_classes }, (_, k) =>
      right(i) ? (k === code ? 1 : 0) : classes.scores!.values[i * n_classes + k]!,
    ),
  )
  return {
    y_true,
    y_pred: y_pred.map((predicted, i) => (right(i) ? y_true[i]! : predicted)),
    classes: { ...classes, scores: matrixFromRows(rows) },
  }
}

/**
 * Those that a better prediction can lower: the mean specificity loses a class that is not predicted any more, chance agreement
 * may grow by more than agreement, and half of the way to the truth may change the order.
 */
const notMonotone = ['specificity', 'kappa', 'mcc', 'spearman_r']

const taskOf = { regression: quantities, classification: classes }

describe.each(metrics.map(metric => [metric.name, metric] as const))('%s', (_, metric) => {
  it('does not care for the order of the samples', () => {
    fc.assert(
      fc.property(taskOf[metric.task], fc.nat(), (samples, seed) => {
        const n = samples.y_true.length
        const order = Int32Array.from({ length: n }, (_, i) => i).sort(
          (a, b) => ((a * 7 + seed) % n) - ((b * 7 + seed) % n),
        )
        const [whole, moved] = [scoreSamples(metric, samples), scoreSamples(metric, samples, order)]
        if (Number.isFinite(whole)) expect(Math.abs(moved - whole)).toBeLessThan(1e-9 * Math.max(1, Math.abs(whole)))
        else expect(Number.isFinite(moved)).toBe(false)
      }),
    )
  })

  it('ranks the truth itself best, where that has a score', () => {
    fc.assert(
      fc.property(taskOf[metric.task], samples => {
        const scores = samples.classes && {
          ...samples.classes,
          scores: matrixFromRows(Array.from(samples.y_true, code => [0, 1, 2].map(k => (k === code ? 1 : 0)))),
        }
        const perfect = { ...samples, y_pred: samples.y_true, classes: scores }
        const best = scoreSamples(metric, perfect)
        if (metric.optimal !== null && Number.isFinite(best)) {
          const reached =
            metric.name === 'specificity' || metric.name === 'mcc' ? [metric.optimal, 0] : [metric.optimal]
          // Specificity of one class alone is 0/0, and so is the correlation of two constants: both count as 0.
          expect(Math.min(...reached.map(value => Math.abs(best - value)))).toBeLessThan(1e-9)
        }
      }),
    )
  })
})

it.each(metrics.filter(({ name }) => !notMonotone.includes(name)).map(metric => [metric.name, metric] as const))(
  '%s ranks better predictions no lower',
  (_, metric) => {
    fc.assert(
      fc.property(taskOf[metric.task], fc.nat(), (samples, at) => {
        const before = rankingValue(metric, scoreSamples(metric, samples))
        const after = rankingValue(metric, scoreSamples(metric, improved(samples, at)))
        if (Number.isFinite(before) && Number.isFinite(after)) {
          expect(after).toBeLessThanOrEqual(before + 1e-9 * Math.max(1, Math.abs(before)))
        }
      }),
    )
  },
)

describe('names and storage', () => {
  it('gives no alias twice, and none that is a name', () => {
    const names = metrics.flatMap(({ name, aliases = [] }) => [name, ...aliases])
    expect(new Set(names).size).toBe(names.length)
  })

  it('takes the names of the Python library for what it means by them', () => {
    const meant = {
      f1: 'f1_weighted',
      precision: 'precision_weighted',
      recall: 'recall_weighted',
      balanced_precision: 'precision_macro',
      balanced_recall: 'recall_macro',
      f1_micro: 'accuracy',
      auc: 'roc_auc',
      cohen_kappa: 'kappa',
      matthews_corrcoef: 'mcc',
      root_mean_squared_error: 'rmse',
      r2_score: 'r2',
      median_absolute_error: 'median_ae',
    }
    for (const [alias, name] of Object.entries(meant)) expect(findMetric(alias)?.name, alias).toBe(name)
  })

  it('stores metrics on demand only where they rank', () => {
    const errors = regressionErrors(Float64Array.from([1, 2, 4]), Float64Array.from([1, 3, 4]))
    const usual = regressionMetrics.filter(metric => !metric.on_demand).map(({ name }) => name)
    expect(Object.keys(scoreAll(errors))).toEqual(usual)
    expect(Object.keys(scoreAll(errors, getMetric('rmse')))).toEqual(usual)
    const ranked = scoreAll(errors, getMetric('spearman_r'))
    expect(Object.keys(ranked)).toEqual([...usual, 'spearman_r'])
    expect(ranked.spearman_r).toBeCloseTo(1, 12)
    const outcome = classificationOutcome(Float64Array.from([0, 1, 1]), Float64Array.from([0, 1, 0]), 2)
    const ofClasses = classificationMetrics.filter(metric => !metric.on_demand).map(({ name }) => name)
    expect(Object.keys(scoreAllClasses(outcome))).toEqual(ofClasses)
    expect(scoreAllClasses(outcome, getMetric('jaccard'))).toHaveProperty('jaccard')
    expect(scoreAllClasses(outcome)).toMatchObject({ accuracy: 2 / 3, roc_auc: null, log_loss: null })
  })
})
