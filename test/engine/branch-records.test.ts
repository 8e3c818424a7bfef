import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine, type PredictionRecord, type ResultRecord } from '../../src/core/index.ts'
import { tecator, tecatorLines } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-branch-records-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const pls = { model: { class: 'PLSRegression', params: { n_components: 4 } } }
const ridge = { model: { class: 'Ridge', params: { alpha: 0.01 } } }

/** The longer half of the spectra, as a file of its own. */
function secondFile(): string {
  const path = join(scratch, 'long.csv')
  const text = tecatorLines(lines => {
    const names = lines[0]!.split(',')
    const kept = names.flatMap((name, at) => (name === 'sample' || Number(name) >= 950 ? [at] : []))
    return lines.map(line => kept.map(at => line.split(',')[at]).join(','))
  })
  writeFileSync(path, text)
  return path
}

let engine: Engine
let results: readonly ResultRecord[]
beforeAll(async () => {
  engine = createEngine({ workspace: join(scratch, 'workspace') })
  await engine.runs.start({
    name: 'branches',
    templates: [
      {
        name: 'stacked',
        pipeline: [{ branch: { snv: ['SNV', pls], plain: [ridge, pls] } }, { merge: 'predictions' }, ridge],
      },
      { name: 'apart', pipeline: [{ branch: { by_source: true, steps: { FOSS: ['SNV'], LONG: ['MSC'] } } }, pls] },
    ],
    datasets: [{ ...tecator('fat'), source_name: 'FOSS', sources: [{ name: 'LONG', path: secondFile() }] }],
    config: { refit: 'all', folds: { splitter: 'KFold', n_splits: 3 } },
  })
  results = await engine.results.list()
})

const predictionsOf = (template: string) =>
  engine.predictions.list({ result: results.find(({ template_name }) => template_name === template)!.id })

const members = (predictions: readonly PredictionRecord[]) =>
  [...new Set(predictions.map(one => `${one.member} ${one.branch_id} ${one.branch_name} ${one.model_name}`))].sort()

describe('predictions of a pipeline that branches, as they are stored', () => {
  it('say which model of which branch made them', async () => {
    expect(members(await predictionsOf('stacked'))).toEqual([
      '0 0 snv PLSRegression',
      '1 1 plain Ridge',
      '2 1 plain PLSRegression',
      '3 null null MetaModel',
    ])
  })

  it('are those of each instrument under its name, where there is a model for each', async () => {
    expect(members(await predictionsOf('apart'))).toEqual(['0 0 FOSS PLSRegression', '1 1 LONG PLSRegression'])
    const [result] = results.filter(({ template_name }) => template_name === 'apart')
    expect([0, 1]).toContain(result!.best_member)
  })

  it('have ids of their own, and every part of every fold for each model', async () => {
    const all = await engine.predictions.list({})
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    // Three folds, avg and w_avg with three parts each, and the refit with two.
    expect(all).toHaveLength((4 + 2) * (5 * 3 + 2))
    expect(results.map(({ predictions_count }) => predictions_count).sort((a, b) => a - b)).toEqual([2 * 17, 4 * 17])
  })

  it('of the refit cover all training and all test rows', async () => {
    for (const template of ['stacked', 'apart']) {
      const refits = (await predictionsOf(template)).filter(({ fold_id }) => fold_id === 'final')
      expect(new Set(refits.map(({ n_samples, partition }) => `${partition} ${n_samples}`))).toEqual(
        new Set(['train 172', 'test 43']),
      )
    }
  })
})
