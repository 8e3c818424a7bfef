import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type PredictionRecord, type ResultRecord } from '../../src/core/index.ts'
import { type ReferenceRun, referenceRuns, referenceTable, stepsOf } from '../support/reference.ts'
import { rootPath, sharedPath } from '../support/shared.ts'

/**
 * scikit-learn 1.2.1 and SciPy 1.10.1 on Tecator fat: every run whose operators n4a has, through the whole engine. PLS is held
 * to 1e-9 of sd(y), ridge to the tolerance measured between independent algorithms; references carry 12 digits.
 */
const folder = sharedPath('reference', 'tecator_fat')
const sdOfFat = 12.644783
/** Reference name → ours; `sep` of the reference divides by n. */
const names = {
  rmse: 'rmse',
  r2: 'r2',
  mae: 'mae',
  bias: 'bias',
  sep: 'sep_n',
  sep_n1: 'sep',
  rpd: 'rpd',
  rpd_rmse: 'rpd_rmse',
  rpiq: 'rpiq',
}

describe.skipIf(!folder)('the references of scikit-learn on Tecator (skipped without the shared folder)', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'n4a-reference-'))
  const covered = folder ? referenceRuns(folder).filter(run => stepsOf(run)) : []
  const results = new Map<string, ResultRecord>()
  const predictions = new Map<string, PredictionRecord[]>()

  beforeAll(async () => {
    const engine = createEngine({ workspace: join(scratch, 'workspace') })
    const { folds } = JSON.parse(readFileSync(join(folder!, 'folds.json'), 'utf8'))
    writeFileSync(join(scratch, 'folds.json'), JSON.stringify(folds))
    const templates = covered.map((run, i) => ({ name: `r${i}`, pipeline: stepsOf(run)! }))
    const path = rootPath('examples', 'tecator', 'tecator.csv')
    await engine.runs.start({
      name: 'references',
      templates,
      datasets: [
        { path, y: 'fat', task_type: 'regression', partition: { column: 'set', train: ['C', 'M'], test: ['T'] } },
      ],
      config: { folds: { file: join(scratch, 'folds.json') }, refit: 'all' },
    })
    const names = new Map(covered.map((run, i) => [`r${i}`, run.run_id]))
    for (const result of await engine.results.list()) results.set(names.get(result.template_name)!, result)
    for (const prediction of await engine.predictions.list()) {
      const ofResult = predictions.get(prediction.result_id) ?? []
      predictions.set(prediction.result_id, [...ofResult, prediction])
    }
  }, 300_000)
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  const scoresFor = (run: ReferenceRun, partition: string, fold: string) => {
    const { id, scores } = results.get(run.run_id)!
    if (partition === 'oof') return scores.val
    if (fold === 'refit') return partition === 'test' ? scores.final_test : scores.final_train
    if (fold === 'avg') return scores.avg_test
    return predictions.get(id)!.find(row => row.fold_id === fold && row.partition === partition)?.scores
  }

  it('covers the runs of PLS, unscaled PLS and ridge with every preprocessing', () => {
    expect(covered).toHaveLength(272)
    expect([...results.values()].filter(({ status }) => status !== 'completed')).toEqual([])
  })

  it.each(['pls', 'plsns', 'ridge'])(
    'gives the same scores for %s per fold, pooled, refitted and on the test set',
    model => {
      const runs = new Map(covered.filter(run => run.model === model).map(run => [run.run_id, run]))
      const misses: string[] = []
      let compared = 0
      for (const row of referenceTable(join(folder!, 'metrics.csv'))) {
        const run = runs.get(row.run_id!)
        if (!run) continue
        const ours = scoresFor(run, row.partition!, row.fold!)
        const tolerance = model === 'ridge' ? run.tol_abs : 1e-9 * sdOfFat
        for (const [theirs, name] of Object.entries(names)) {
          const value = Number(row[theirs])
          const mine = ours?.[name] ?? Number.NaN
          // Errors of predictions reach a ratio through its denominator, the smallest of which is the rmse.
          const scale = ['r2', 'rpd', 'rpd_rmse', 'rpiq'].includes(name) ? (1 + Math.abs(value)) / Number(row.rmse) : 1
          compared++
          if (!(Math.abs(mine - value) <= tolerance * scale + 1e-11 * Math.abs(value))) {
            misses.push(`${row.run_id} ${row.partition} ${row.fold} ${name}: ${mine} for ${value}`)
          }
        }
      }
      expect(misses.slice(0, 10)).toEqual([])
      expect(compared).toBe(runs.size * 19 * Object.keys(names).length)
    },
  )
})
