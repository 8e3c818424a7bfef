import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine, type ResultRecord } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-separated-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const pls = { model: { class: 'PLSRegression', params: { n_components: 5 } } }

describe('a result whose models are each for samples of their own', () => {
  let engine: Engine
  let separated: ResultRecord
  let whole: ResultRecord

  beforeAll(async () => {
    engine = createEngine({ workspace: scratch })
    await engine.runs.start({
      name: 'separated',
      templates: [
        { name: 'separated', pipeline: [{ branch: { by_metadata: 'set', steps: ['SNV'] } }, pls] },
        { name: 'whole', pipeline: ['SNV', pls] },
      ],
      datasets: [{ path: rootPath('examples', 'tecator', 'tecator.csv'), y: 'fat', task_type: 'regression' }],
      config: { refit: 'all' },
    })
    const results = await engine.results.list()
    const named = (name: string) => results.find(({ template_name }) => template_name === name)!
    separated = named('separated')
    whole = named('whole')
  })

  it('ranks by all of them together, and says so', async () => {
    expect(separated.best_member).toBeNull()
    expect(whole.best_member).toBe(0)
    const predictions = await engine.predictions.list({ result: separated.id })
    expect(new Set(predictions.map(({ branch_name }) => branch_name))).toEqual(new Set(['C', 'M', 'T']))
    expect(new Set(predictions.map(({ id }) => id)).size).toBe(predictions.length)
  })

  it('is compared on all samples, fold by fold', async () => {
    const { n_samples, results } = await engine.results.compare([whole.id, separated.id])
    expect(n_samples).toBe(215)
    expect(results[1]!.p_value).not.toBeNull()
    const { mean } = separated.scores.val_folds!.rmse!
    const folds = results[1]!.fold_scores as readonly number[]
    expect(folds).toHaveLength(5)
    expect(folds.reduce((sum, score) => sum + score, 0) / 5).toBeCloseTo(mean!, 10)
  })

  it('has an interval around the score of all samples', async () => {
    const [val] = await engine.results.intervals(separated.id, { part: 'val', n_resamples: 200 })
    expect(val!.n_samples).toBe(215)
    expect(val!.score).toBeCloseTo(separated.best_score!, 10)
    const [final] = await engine.results.intervals(separated.id, { part: 'final_train', n_resamples: 50 })
    expect(final!.score).toBeCloseTo(separated.scores.final_train!.rmse!, 10)
  })
})
