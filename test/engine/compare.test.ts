import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type ResultRecord } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-compare-'))
const engine = createEngine({ workspace: scratch })
let fat: readonly ResultRecord[]
beforeAll(async () => {
  const pls = {
    name: 'pls',
    pipeline: [{ _or_: [null, 'SNV'] }, { _range_: [1, 12], param: 'n_components' }, { model: 'PLSRegression' }],
  }
  await engine.runs.start(smallRequest({ templates: [pls] }))
  fat = await engine.results.list({ dataset: 'tecator_fat' })
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('comparing results', () => {
  it('calls neighbours a tie and a poor model worse, on the same samples and folds', async () => {
    const comparison = await engine.results.compare([fat[0]!.id, fat[1]!.id, fat.at(-1)!.id])
    expect(comparison).toMatchObject({ metric: 'rmse', n_samples: 172, n_folds: 5 })
    const [best, next, poor] = comparison.results
    expect(best).toMatchObject({ letter: 'A', verdict: 'baseline', p_value: null, change: 0, in_tie_band: true })
    expect(next).toMatchObject({ letter: 'B', verdict: 'tie', in_tie_band: true })
    expect(poor).toMatchObject({ letter: 'C', verdict: 'worse', folds_won: 0, in_tie_band: false })
    expect(poor!.p_value).toBeLessThan(0.01)
    expect(comparison.verdict).toMatch(/^A and B tie .* C is worse than A\./)
  })

  it('finds the simplest within one standard error of the best', async () => {
    const { results } = await engine.results.compare(fat.slice(0, 14).map(({ id }) => id))
    const [simplest] = results.filter(result => result.simplest)
    const band = results.filter(result => result.in_tie_band)
    const components = ({ result_id }: { result_id: string }) =>
      fat.find(({ id }) => id === result_id)!.params.n_components as number
    expect(band.length).toBeGreaterThan(2)
    expect(components(simplest!)).toBe(Math.min(...band.map(components)))
  })

  it('is better than a poor baseline the other way round', async () => {
    const { results } = await engine.results.compare([fat.at(-1)!.id, fat[0]!.id])
    expect(results[1]).toMatchObject({ verdict: 'better', folds_won: 5 })
  })

  it('makes no test where the samples are others', async () => {
    const partition = { column: 'set', train: ['C'], test: ['T'] }
    const run = await engine.runs.start(smallRequest({ datasets: [{ ...tecator('fat'), partition }] }))
    const [other] = await engine.results.list({ run: run.id })
    const { results, verdict } = await engine.results.compare([fat[0]!.id, other!.id])
    expect(results[1]).toMatchObject({ verdict: 'other samples', p_value: null, folds_won: null })
    expect(verdict).toContain('other samples')
  })

  it('refuses one result alone, and results of several datasets', async () => {
    const [protein] = await engine.results.list({ dataset: 'tecator_protein' })
    for (const ids of [[fat[0]!.id], [fat[0]!.id, protein!.id]]) {
      await expect(engine.results.compare(ids)).rejects.toMatchObject({ code: 'UnsupportedRequest', kind: 'input' })
    }
  })
})
