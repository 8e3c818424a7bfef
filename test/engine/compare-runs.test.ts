import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine, runComparisonTables } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-compare-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let engine: Engine
const ids: string[] = []
beforeAll(async () => {
  engine = createEngine({ workspace: join(scratch, 'workspace') })
  const { config } = smallRequest()
  const [pls, ridge] = smallRequest().templates
  const requests = [
    smallRequest({ name: 'one', templates: [pls!], datasets: [tecator('fat')] }),
    smallRequest({ name: 'two', templates: [pls!, ridge!] }),
    smallRequest({ name: 'three', templates: [pls!], config: { ...config, random_state: 7, refit: 'none' } }),
  ]
  for (const request of requests) ids.push((await engine.runs.start(request)).id)
}, 60_000)

describe('runs beside each other', () => {
  it('show only what differs in their settings', async () => {
    const { runs, differences } = await engine.runs.compare(ids)
    expect(runs.map(({ letter, name }) => `${letter} ${name}`)).toEqual(['A one', 'B two', 'C three'])
    const found = Object.fromEntries(differences.map(({ field, values }) => [field, values]))
    expect(found['config.refit']).toEqual(['best', 'best', 'none'])
    expect(found['templates.ridge']).toEqual([null, '1 pipelines', null])
    expect(found['datasets.tecator_protein']![0]).toBeNull()
    for (const same of ['config.metric', 'config.folds.n_splits', 'templates.pls', 'n4a_version'])
      expect(found).not.toHaveProperty([same])
    expect(Object.keys(found)).not.toContain('id')
  })

  it('show the best of each dataset with what changed, and test what is of the same samples', async () => {
    const { datasets } = await engine.runs.compare([ids[1]!, ids[0]!])
    const fat = datasets.find(({ dataset }) => dataset === 'tecator_fat')!
    expect(fat.best.map(({ letter }) => letter)).toEqual(['A', 'B'])
    expect(fat.best[0]!.difference).toBeNull()
    expect(fat.best[1]!.difference).toBeCloseTo(fat.best[1]!.score - fat.best[0]!.score, 12)
    expect(fat.best[1]!.p_value).toBeGreaterThan(0)
    const protein = datasets.find(({ dataset }) => dataset === 'tecator_protein')!
    expect(protein.best.map(({ letter }) => letter)).toEqual(['A'])
    expect(protein.verdict).toMatch(/Only one/)
    const [compared, settings, ...tables] = runComparisonTables(await engine.runs.compare(ids), engine.metrics.list())
    expect(compared!.rows.map(([letter]) => letter)).toEqual(['A', 'B', 'C'])
    expect(settings!.columns.map(({ label }) => label)).toEqual(['What differs', 'A', 'B', 'C'])
    expect(tables.map(({ title }) => title)).toEqual(['tecator_fat', 'tecator_protein'])
  })

  it('need be two', async () => {
    await expect(engine.runs.compare([ids[0]!])).rejects.toMatchObject({ code: 'UnsupportedRequest' })
    await expect(engine.runs.compare([ids[0]!, 'nowhere'])).rejects.toMatchObject({ code: 'UnknownRecord' })
  })
})

describe('predictions beside each other', () => {
  it('show what differs, scores with differences, and a paired test on the samples of both', async () => {
    const finals = await engine.predictions.list({
      where: 'fold=final partition=test',
      dataset: 'tecator_fat',
      sort: 'run_id',
    })
    const folds = await engine.predictions.list({ where: 'fold=0 partition=test nc=1 raw', dataset: 'tecator_fat' })
    const [val] = await engine.predictions.list({ where: 'fold=avg partition=val', dataset: 'tecator_fat' })
    const compared = [finals[0]!, folds[0]!, val!]
    const { differences, predictions, test } = await engine.predictions.compare(compared.map(({ id }) => id))
    expect(test).toBe('randomization')
    expect(differences.map(({ field }) => field)).toContain('fold_id')
    expect(differences.map(({ field }) => field)).not.toContain('dataset')
    const [first, second, third] = predictions
    expect(first).toMatchObject({ letter: 'A', verdict: 'baseline', p_value: null, n_common: 43 })
    expect(second).toMatchObject({ letter: 'B', verdict: 'worse', n_common: 43 })
    expect(second!.differences.rmse).toBeCloseTo(folds[0]!.scores.rmse! - finals[0]!.scores.rmse!, 12)
    expect(third).toMatchObject({ verdict: 'other samples', n_common: 0, p_value: null })
  })

  it('are refused where they are of several targets', async () => {
    const [fat] = await engine.predictions.list({ dataset: 'tecator_fat', limit: 1 })
    const [protein] = await engine.predictions.list({ dataset: 'tecator_protein', limit: 1 })
    const refused = engine.predictions.compare([fat!.id, protein!.id])
    await expect(refused).rejects.toMatchObject({ code: 'UnsupportedRequest' })
  })
})
