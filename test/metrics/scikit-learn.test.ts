import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { bootstrapInterval, type IntervalMethod } from '../../src/core/metrics/bootstrap-interval.ts'
import { classificationOutcome, getMetric, regressionErrors, scoreSamples } from '../../src/core/metrics/index.ts'
import { rootPath } from '../support/shared.ts'

/** scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2; `reference/make-reference.py` made them. */
const reference = (name: string) =>
  JSON.parse(readFileSync(rootPath('test', 'metrics', 'reference', `${name}.json`), 'utf8'))

type Scores = Readonly<Record<string, number | null>>

interface Case {
  readonly name: string
  readonly y_true: readonly number[]
  readonly y_pred: readonly number[]
  readonly scores: Scores
}

interface ClassCase extends Case {
  readonly n_classes: number
  readonly y_score: readonly (readonly number[])[] | null
  readonly probabilities: boolean
}

const { regression, classification } = reference('metrics') as {
  regression: readonly Case[]
  classification: readonly ClassCase[]
}

function expectScore(found: number, theirs: number | null, what: string): void {
  if (theirs === null) expect(Number.isFinite(found), what).toBe(false)
  else expect(Math.abs(found - theirs), what).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(theirs)))
}

describe('metrics are the numbers of scikit-learn and scipy', () => {
  it.each(regression.map(item => [item.name, item] as const))('of quantities: %s', (_, { y_true, y_pred, scores }) => {
    const errors = regressionErrors(Float64Array.from(y_true), Float64Array.from(y_pred))
    for (const [name, theirs] of Object.entries(scores)) {
      const metric = getMetric(name)
      if (metric.task === 'regression') expectScore(metric.score(errors), theirs, name)
      else expect.unreachable(name)
    }
  })

  it.each(classification.map(item => [item.name, item] as const))('of classes: %s', (_, item) => {
    const outcome = classificationOutcome(
      Float64Array.from(item.y_true),
      Float64Array.from(item.y_pred),
      item.n_classes,
      item.y_score && matrixFromRows(item.y_score),
      item.probabilities,
    )
    for (const [name, theirs] of Object.entries(item.scores)) {
      const metric = getMetric(name)
      if (metric.task === 'classification') expectScore(metric.score(outcome), theirs, name)
      else expect.unreachable(name)
    }
  })
})

interface IntervalCase {
  readonly metric: string
  readonly y_true: readonly number[]
  readonly y_pred: readonly number[]
  readonly method: IntervalMethod
  readonly confidence: number
  readonly n_resamples: number
  readonly random_state: number
  readonly low: number
  readonly high: number
}

describe('intervals are those of scipy.stats.bootstrap with the same seed', () => {
  const { intervals } = reference('intervals') as { intervals: readonly IntervalCase[] }
  const named = intervals.map(item => [`${item.metric}, ${item.method}, ${item.confidence}`, item] as const)
  it.each(named)('%s', (_, { metric, y_true, y_pred, low, high, ...options }) => {
    const classes = { n_classes: 3, scores: null, probabilities: false }
    const samples = { y_true: Float64Array.from(y_true), y_pred: Float64Array.from(y_pred), classes }
    const found = bootstrapInterval(rows => scoreSamples(getMetric(metric), samples, rows), y_true.length, options)
    expect(found.low).toBeCloseTo(low, 10)
    expect(found.high).toBeCloseTo(high, 10)
    expect(found).toMatchObject({ n_units: y_true.length, n_undefined: 0 })
  })
})
