import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-preview-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const engine = createEngine({ workspace: join(scratch, 'workspace') })

const forest = { model: { class: 'RandomForestRegressor', params: { n_estimators: 5 } } }

describe('what a run would cost', () => {
  it('is counted in families that share a fit', async () => {
    // {raw, SNV} × n_components 1…4 and one ridge, on two datasets, 5 folds.
    const { cost, fits, total_results } = await engine.runs.preview(smallRequest())
    expect(cost).toMatchObject({ families: 6, largest_family: 4, fits: 30, single_fits: 90, estimated_seconds: null })
    expect([fits, total_results]).toEqual([30, 18])
    const all = await engine.runs.preview(smallRequest({ config: { ...smallRequest().config, refit: 'all' } }))
    expect(all.cost).toMatchObject({ fits: 36, single_fits: 108 })
  })

  it('names the beginnings that several families share', async () => {
    const pipelines = [
      ['SNV', 'PLSRegression'],
      ['SNV', 'Detrend', forest],
      ['SNV', 'Detrend', 'Ridge'],
      ['MSC', 'Ridge'],
    ]
    const templates = pipelines.map((pipeline, i) => ({ name: `t${i}`, pipeline }))
    const { cost } = await engine.runs.preview(smallRequest({ templates, datasets: [tecator('fat')] }))
    expect(cost.shared_prefixes).toEqual([{ dataset: 'tecator_fat', steps: 'SNV > Detr', families: 2 }])
  })

  it('knows threads and memory, and refuses less than one thread takes', async () => {
    const one = await engine.runs.preview(smallRequest(), { workers: 1 })
    const four = await engine.runs.preview(smallRequest(), { workers: 4 })
    expect([one.cost.workers, four.cost.workers]).toEqual([1, 4])
    expect(four.cost.memory_bytes).toBeGreaterThan(one.cost.memory_bytes)
    const held = await engine.runs.preview(smallRequest(), { workers: 4, max_memory: one.cost.memory_bytes })
    expect(held.cost).toEqual(one.cost)
    const refused = engine.runs.preview(smallRequest(), { max_memory: 1e6 })
    await expect(refused).rejects.toMatchObject({ code: 'MemoryLimit' })
  })

  it('tells the time from a little that is computed, and writes nothing', async () => {
    const templates = [...smallRequest().templates, { name: 'forest', pipeline: [forest] }]
    const { cost } = await engine.runs.preview(smallRequest({ templates }), { probe: 300, workers: 1 })
    expect(cost.estimated_seconds).toBeGreaterThan(0)
    expect(cost.probed_families).toBeGreaterThanOrEqual(6)
    const half = await engine.runs.preview(smallRequest({ templates }), { probe: 1, workers: 1 })
    expect(half.cost.estimated_seconds).toBeGreaterThan(0)
    expect(existsSync(engine.workspace)).toBe(false)
  })

  it('is told of a run whose results all fail', async () => {
    const templates = [
      { name: 'wide', pipeline: ['SNV', { model: { class: 'PLSRegression', params: { n_components: 90 } } }] },
    ]
    const { cost } = await engine.runs.preview(smallRequest({ templates }), { probe: 50 })
    expect(cost.families).toBe(2)
  })
})
