import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { classificationOutcome, getMetric, type Metric } from '../../src/core/metrics/index.ts'
import { referenceTable } from '../support/reference.ts'
import { sharedPath } from '../support/shared.ts'

type Outcome = ReturnType<typeof classificationOutcome>

/** By the name someone else gives the metric. */
function score(name: string, outcome: Outcome): number {
  const metric: Metric = getMetric(name)
  if (metric.task !== 'classification') throw new Error(name)
  return metric.score(outcome)
}

const near = (found: number, theirs: number, what: string) =>
  expect(Math.abs(found - theirs), `${what}: ${found} is not ${theirs}`).toBeLessThan(1e-11)

interface FixtureCase {
  readonly name: string
  readonly y_true: readonly number[]
  readonly y_pred: readonly number[]
  readonly metrics: Readonly<Record<string, number | { readonly error: string }>>
}

describe('classification metrics', () => {
  const fixture = sharedPath('fixtures', 'nirs4all', 'metrics.json')
  it.skipIf(!fixture)('mean under each name what the Python library 0.11 means by it (../shared)', () => {
    const { classification } = JSON.parse(readFileSync(fixture!, 'utf8')) as { classification: FixtureCase[] }
    expect(classification.length).toBeGreaterThan(3)
    let compared = 0
    for (const { name, y_true, y_pred, metrics } of classification) {
      const given = y_pred.some(value => !Number.isInteger(value))
      const codes = y_pred.map(value => (given ? Number(value > 0.5) : value))
      const n_classes = Math.max(...y_true, ...codes) + 1
      // One case gives the probabilities of class 1 as predictions; from labels alone n4a makes no ROC AUC and no log loss.
      const scores = given ? matrixFromRows(y_pred.map(p => [1 - p, p])) : null
      const outcome = classificationOutcome(
        Float64Array.from(y_true),
        Float64Array.from(codes),
        n_classes,
        scores,
        true,
      )
      for (const [theirName, theirs] of Object.entries(metrics)) {
        const fromLabels = !given && ['roc_auc', 'log_loss'].includes(theirName)
        if (fromLabels) expect(score(theirName, outcome)).toBeNaN()
        else if (typeof theirs === 'number') {
          near(score(theirName, outcome), theirs, `${name}, ${theirName}`)
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(80)
  })

  const reference = sharedPath('reference')
  it.skipIf(!reference).each(['tecator_fat2class', 'tecator_fat3class'])(
    'agree with the reference scores of %s (../shared)',
    task => {
      const folder = `${reference}/${task}`
      const truth = referenceTable(`${folder}/test_predictions.csv`)
      const labels = [...new Set(truth.map(row => row.y_true!))].sort()
      const code = (label: string | undefined) => labels.indexOf(label!)
      const y_true = Float64Array.from(truth, row => code(row.y_true))
      const rows = referenceTable(`${folder}/metrics.csv`).filter(
        row => row.partition === 'test' && row.fold === 'refit',
      )
      const compared = rows.filter(row => truth[0]![row.run_id!] !== undefined)
      expect(compared.length).toBeGreaterThan(30)
      for (const { run_id, partition: _, fold: __, n: ___, ...theirs } of compared) {
        const y_pred = Float64Array.from(truth, sample => code(sample[run_id!]))
        const outcome = classificationOutcome(y_true, y_pred, labels.length)
        for (const [name, value] of Object.entries(theirs))
          near(score(name, outcome), Number(value), `${run_id}, ${name}`)
      }
    },
  )

  it('are not defined without samples', () => {
    const empty = classificationOutcome(new Float64Array(0), new Float64Array(0), 2, matrixFromRows([]), true)
    for (const name of [
      'accuracy',
      'f1_macro',
      'f1',
      'mcc',
      'kappa',
      'log_loss',
      'roc_auc',
      'specificity',
      'jaccard',
    ]) {
      expect(score(name, empty), name).toBeNaN()
    }
  })
})
