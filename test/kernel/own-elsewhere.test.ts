import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { defineMetric, defineSplitter, open } from '../../src/kernel/index.ts'
import { tecator } from '../support/tecator.ts'

/** What a program defined, seen from a process that does not have it. */

const scratch = mkdtempSync(join(tmpdir(), 'n4a-own-elsewhere-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const share = defineMetric({
  name: 'kept_share',
  higher_is_better: true,
  score: (y_true, y_pred) => y_true.filter((y, i) => Math.abs(y_pred[i]! - y) <= 2).length / y_true.length,
})
const pls = { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 6] } } } }
const request = (config: object) => ({
  templates: [{ name: 'pls', pipeline: ['SNV', pls] }],
  datasets: [tecator('fat')],
  config: { folds: { splitter: 'KFold', n_splits: 4 }, ...config },
})
const quiet = { progress: false }

describe('a metric of another program', () => {
  const folder = join(scratch, 'metric')

  it('orders its scores, is named in the run, and what needs its function says so', async () => {
    const n4a = open(folder, { metrics: [share] })
    const run = await n4a.run(request({ metric: 'kept_share' }), quiet)
    expect(JSON.parse(readFileSync(join(folder, 'metrics', 'kept_share.json'), 'utf8'))).toMatchObject({
      higher_is_better: true,
    })
    // Modules that are loaded anew know nothing of what was defined before.
    vi.resetModules()
    const later = await import('../../src/kernel/index.ts')
    const other = later.open(folder)
    const results = [...(await other.results({ run: run.id }))]
    const scores = results.map(({ best_score }) => best_score!)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(scores[0]).toBeGreaterThan(scores.at(-1)!)
    expect(await other.results.where('kept_share > 0.1').top(1, 'kept_share')).toHaveLength(1)
    expect((await other.runs())[0]!.warnings.join(' ')).toContain(
      "kept_share, a metric of the program's own (higher is better)",
    )
    await expect(other.run(request({ metric: 'kept_share' }), quiet)).rejects.toMatchObject({
      code: 'MissingOwnMetric',
      hint: expect.stringContaining('defineMetric'),
    })
    await expect(other.resume(run.id, quiet)).rejects.toMatchObject({ code: 'MissingOwnMetric' })
    // Explaining needs no score.
    expect((await other.explain(results[0]!)).explanation.coefficients!.length).toBe(100)
  })

  it('hides nothing else where its file is damaged', async () => {
    writeFileSync(join(folder, 'metrics', 'bad.json'), '{"name": "rmse"')
    writeFileSync(join(folder, 'metrics', 'other.json'), '{"name": "../x", "higher_is_better": 1}')
    const later = await import('../../src/core/index.ts')
    const engine = later.createEngine({ workspace: folder })
    expect(await engine.results.list()).toHaveLength(6)
    expect(engine.care.omissions().map(({ path }) => path)).toEqual([join(folder, 'metrics', 'bad.json')])
  })
})

it('a splitter of another program is named as its own', async () => {
  const folder = join(scratch, 'splitter')
  const thirds = defineSplitter({
    name: 'Thirds',
    split: ({ y }) =>
      [0, 1, 2].map(k => {
        const rows = Array.from(y.keys())
        return { train: rows.filter(i => i % 3 !== k), val: rows.filter(i => i % 3 === k) }
      }),
  })
  const n4a = open(folder, { operators: [thirds] })
  const run = await n4a.run(request({ folds: { splitter: 'Thirds' } }), quiet)
  const best = await run.best()
  expect(run.warnings.join(' ')).toMatch(/own.*Thirds/)
  await expect(open(folder).explain(best.id)).rejects.toMatchObject({
    code: 'MissingOwnOperator',
    message: expect.stringContaining('"Thirds"'),
    hint: expect.stringContaining('open(folder'),
  })
  expect((await n4a.explain(best)).explanation.coefficients!.length).toBe(100)
  expect(readdirSync(folder)).not.toContain('metrics')
})
