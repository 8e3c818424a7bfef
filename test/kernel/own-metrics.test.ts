import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { defineClassifier, defineMetric, open } from '../../src/kernel/index.ts'
import { tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-own-metrics-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const quiet = { progress: false }
const pls = { model: { class: 'PLSRegression', params: { n_components: { _or_: [1, 4, 8] } } } }
const classes = { path: tecator('fat').path, y: 'set' }
const folds = { splitter: 'KFold', n_splits: 4, shuffle: true, random_state: 3 }
const request = (metric: string) => ({
  templates: [{ name: 'own', pipeline: ['SNV', pls] }],
  datasets: [tecator('fat')],
  config: { folds, metric },
})

/** Errors of lean samples count ten times. */
const leanError = defineMetric({
  name: 'lean_error',
  higher_is_better: false,
  unit: 'y',
  score: (y_true, y_pred) => {
    let sum = 0
    y_true.forEach((y, i) => {
      sum += (y < 10 ? 10 : 1) * Math.abs(y - y_pred[i]!)
    })
    return sum / y_true.length
  },
})
const within = defineMetric({
  name: 'within_one',
  higher_is_better: true,
  label: 'Within 1 %',
  optimal: 1,
  score: (y_true, y_pred) => y_true.filter((y, i) => Math.abs(y - y_pred[i]!) <= 1).length / y_true.length,
})

describe('a metric of your own', () => {
  it('ranks in its direction, and its scores are stored with those of the others', async () => {
    const n4a = open(join(scratch, 'ranks'), { metrics: [leanError, within] })
    for (const [metric, sign] of [
      ['lean_error', 1],
      ['within_one', -1],
    ] as const) {
      const run = await n4a.run(request(metric), quiet)
      const results = await n4a.results({ run: run.id })
      const scores = results.map(({ scores }) => scores.val![metric]!)
      expect(scores).toEqual([...scores].sort((a, b) => sign * (a - b)))
      expect(results[0]).toMatchObject({ metric, best_score: scores[0], score_partition: 'val' })
      expect(results[0]!.scores.val!.rmse).toBeGreaterThan(0)
      expect((await run.best()).id).toBe(results[0]!.id)
      expect(String(await run.leaderboard())).toContain(metric === 'within_one' ? 'Within 1 %' : 'lean_error')
    }
  })

  it('is the number that its function gives for the pooled predictions', async () => {
    const n4a = open(join(scratch, 'ranks'), { metrics: [leanError] })
    const [result] = await n4a.results.where('metric = lean_error').top(1)
    const folds = await result!.predictions({ partition: 'val' })
    const [y_true, y_pred] = [[] as number[], [] as number[]]
    for (const fold of folds.filter(({ fold_id }) => /^\d+$/.test(fold_id))) {
      const arrays = await fold.arrays()
      y_true.push(...arrays.y_true)
      y_pred.push(...arrays.y_pred)
    }
    const sum = y_true.reduce((all, y, i) => all + (y < 10 ? 10 : 1) * Math.abs(y - y_pred[i]!), 0)
    expect(result!.best_score).toBeCloseTo(sum / y_true.length, 10)
  })

  it('that fails or gives no number is a failed result which names it, and the run goes on', async () => {
    const broken = defineMetric({
      name: 'broken',
      higher_is_better: true,
      score: () => {
        throw new Error('no idea')
      },
    })
    const silent = defineMetric({ name: 'silent', higher_is_better: true, score: (() => 'x') as never })
    const n4a = open(join(scratch, 'broken'), { metrics: [broken, silent] })
    for (const [metric, reason] of [
      ['broken', /"broken" of your own failed: no idea/],
      ['silent', /must give a number, and gives string/],
    ] as const) {
      const run = await n4a.run(request(metric), quiet).catch(error => error)
      expect(run).toMatchObject({ status: 'failed', failed_results: 3 })
      const [failed] = await n4a.results({ run: run.id })
      expect(failed!.error!.message).toMatch(reason)
    }
  })

  it('of classes is given codes and probabilities', async () => {
    let shape: readonly number[] = []
    const confident = defineMetric({
      name: 'confident',
      task: 'classification',
      higher_is_better: true,
      score: (y_true, _, probabilities) => {
        shape = [probabilities!.length, probabilities![0]!.length]
        return y_true.reduce((sum, code, i) => sum + probabilities![i]![code]!, 0) / y_true.length
      },
    })
    const n4a = open(join(scratch, 'classes'), { metrics: [confident] })
    const steps = ['SNV', { class: 'PCA', params: { n_components: 5 } }, { model: 'LinearDiscriminantAnalysis' }]
    const run = await n4a.run(
      { templates: [{ name: 'c', pipeline: steps }], datasets: [classes], config: { metric: 'confident' } },
      quiet,
    )
    const [result] = await n4a.results({ run: run.id })
    expect(result!.error).toBeNull()
    expect(result!.best_score).toBeGreaterThan(0.3)
    expect(shape[1]).toBe(3)
  })

  it.each([
    [{ name: 'rmse' }, 'name'],
    [{ name: 'a b' }, 'name'],
    [{ higher_is_better: undefined }, 'higher_is_better'],
  ])('is refused for %j', (change, field) => {
    const own = { name: 'fine', higher_is_better: true, score: () => 1, ...change } as Parameters<
      typeof defineMetric
    >[0]
    expect(() => open(join(scratch, 'refused'), { metrics: [defineMetric(own)] })).toThrow(
      expect.objectContaining({ code: 'WrongShape', place: expect.objectContaining({ field }) }),
    )
  })

  it('that a run asks for and nobody gave is an error that says how', async () => {
    const error = await open(join(scratch, 'none'))
      .run(request('never_defined'), quiet)
      .catch(reason => reason)
    expect(error).toMatchObject({ code: 'UnknownMetric', hint: expect.stringContaining('open(folder, { metrics') })
  })
})

describe('a classifier of your own', () => {
  const nearest = defineClassifier({
    name: 'NearestMean',
    params: { power: 1 },
    fit: (X, codes) => {
      const n = Math.max(...codes) + 1
      return Array.from({ length: n }, (_, c) => {
        const rows = X.filter((__, i) => codes[i] === c)
        return rows[0]!.map((__, j) => rows.reduce((sum, x) => sum + x[j]!, 0) / rows.length)
      })
    },
    probabilities: (X, means, { power }) =>
      X.map(x => {
        const near = means.map(mean => 1 / (1e-9 + x.reduce((sum, v, j) => sum + (v - mean[j]!) ** 2, 0)) ** power)
        const sum = near.reduce((a, b) => a + b, 0)
        return near.map(value => value / sum)
      }),
  })
  const run = (operator: ReturnType<typeof defineClassifier>, folder: string) =>
    open(join(scratch, folder), { operators: [operator] }).run(
      {
        templates: [
          { name: 'c', pipeline: ['SNV', { model: { class: 'NearestMean', params: { power: { _or_: [1, 2] } } } }] },
        ],
        datasets: [classes],
      },
      quiet,
    )

  it('is trained, scored and stored as any other, with probabilities', async () => {
    const done = await run(nearest, 'nearest')
    expect(done).toMatchObject({ status: 'completed', completed_results: 2 })
    const best = await done.best()
    expect(best.scores.val!.log_loss).toBeGreaterThan(0)
    const [prediction] = await best.predictions({ partition: 'val' })
    const { y_proba } = await prediction!.arrays()
    for (const row of y_proba!) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
    expect(
      (
        await best.predict({
          X: [Array.from({ length: 100 }, (_, j) => 3 + j / 100)],
          wavelengths: Array.from({ length: 100 }, (_, j) => 850 + (200 * j) / 99),
        })
      ).samples[0]!.y_proba,
    ).toHaveLength(3)
  })

  it.each([
    ['too few', () => [[1]], /3 probabilities a row, one a class/],
    ['not summing to 1', (X: readonly unknown[]) => X.map(() => [0.5, 0.1, 0.1]), /sum to 1/],
  ])('that gives %s is a failed result that says so', async (_, probabilities, reason) => {
    const wrong = defineClassifier({
      name: 'NearestMean',
      params: { power: 1 },
      fit: () => null,
      probabilities: X =>
        X.length === 0
          ? []
          : (probabilities as (X: readonly unknown[]) => number[][])(X)
              .concat(Array(X.length).fill([1]))
              .slice(0, X.length),
    })
    const folder = `wrong${reason.source.length}`
    const done = await run(wrong, folder)
    expect(done.failed_results).toBe(2)
    const [failed] = await open(join(scratch, folder), { operators: [wrong] }).results()
    expect(failed!.error!.message).toMatch(reason)
  })
})
