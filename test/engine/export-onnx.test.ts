import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type OnnxRequest, type ResultRecord } from '../../src/core/index.ts'
import { numbersOf, relativeDifference, runOnnx } from '../pipeline/onnx/support/run-onnx.ts'
import { smallRequest, tecator } from '../support/tecator.ts'
import { tecatorSpectra } from '../support/tecator-spectra.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-onnx-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
const pls = { model: { class: 'PLSRegression', params: { n_components: 5 } } }
const templates = {
  pls: [{ y_processing: 'StandardScaler' }, 'SNV', { class: 'SavitzkyGolay', params: { deriv: 1 } }, pls],
  branches: [{ branch: { snv: ['SNV', pls], raw: [{ model: { class: 'Ridge', params: { alpha: 1 } } }] } }],
  baseline: ['ASLS', pls],
  classes: [
    { y_processing: { class: 'RangeDiscretizer', params: { bins: [8, 20] } } },
    'SNV',
    { class: 'PCA', params: { n_components: 8 } },
    { model: 'LDA' },
  ],
}
const results = new Map<string, ResultRecord>()
const test = tecatorSpectra('T').X

beforeAll(async () => {
  const run = await engine.runs.start(
    smallRequest({
      templates: Object.entries(templates).map(([name, pipeline]) => ({ name, pipeline })),
      datasets: [tecator('fat')],
      config: { folds: { splitter: 'KFold', n_splits: 3, shuffle: true, random_state: 1 }, refit: 'all' },
    }),
  )
  for (const result of await engine.results.list({ run: run.id })) results.set(result.template_name, result)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** What the run stored of the test rows: of the refit, or of the mean of the folds. */
async function stored(name: string, fold_id: string, branch_name: string | null = null): Promise<Float64Array> {
  const records = await engine.predictions.list({ result: results.get(name)!.id })
  const record = records.find(
    one =>
      one.fold_id === fold_id && one.partition === 'test' && (branch_name === null || one.branch_name === branch_name),
  )!
  return Float64Array.from((await engine.predictions.arrays(record.id)).y_pred)
}

async function exported(name: string, request?: OnnxRequest) {
  const made = await engine.results.exportOnnx(results.get(name)!.id, request)
  return { made, y_pred: numbersOf(await runOnnx(made.bytes, test), 'y_pred') }
}

describe('a result as an ONNX file', () => {
  it('predicts what the run stored of its refit', async () => {
    const { made, y_pred } = await exported('pls')
    expect(made).toMatchObject({ models: 1, n_features: 100, target: 'fat', member: 0 })
    expect(relativeDifference(y_pred, await stored('pls', 'final'))).toBeLessThan(1e-9)
  })

  it('predicts what the run stored of the mean of its folds', async () => {
    const { made, y_pred } = await exported('pls', { model: 'avg' })
    expect(made.models).toBe(3)
    expect(relativeDifference(y_pred, await stored('pls', 'avg'))).toBeLessThan(1e-9)
  })

  it('is of the model that is asked for', async () => {
    for (const [member, branch] of [
      [0, 'snv'],
      [1, 'raw'],
    ] as const) {
      const { y_pred } = await exported('branches', { member, model: 'avg' })
      expect(relativeDifference(y_pred, await stored('branches', 'avg', branch))).toBeLessThan(1e-9)
    }
    await expect(exported('branches', { member: 2 })).rejects.toThrow(/0 PLSRegression of snv, 1 Ridge of raw/)
  })

  it('tells classes as the run stored them', async () => {
    for (const model of ['final', 'avg'] as const) {
      const { made, y_pred } = await exported('classes', { model })
      expect(y_pred).toEqual(await stored('classes', model))
      const { label } = await runOnnx(made.bytes, test)
      expect(Array.from(label!.data)).toEqual(Array.from(y_pred, String))
    }
  })

  it('cannot be of the mean of folds whose steps were fitted together', async () => {
    const run = await engine.runs.start(
      smallRequest({
        templates: [{ name: 'pls', pipeline: ['SNV', pls] }],
        datasets: [tecator('fat')],
        config: { folds: { splitter: 'KFold', n_splits: 3 }, refit: 'all', fit_scope: 'train_partition' },
      }),
    )
    const [result] = await engine.results.list({ run: run.id })
    await expect(engine.results.exportOnnx(result!.id, { model: 'avg' })).rejects.toThrow(/train_partition/)
    expect((await engine.results.exportOnnx(result!.id)).models).toBe(1)
  })

  it('is refused where a step cannot be expressed, by the name of the step', async () => {
    await expect(exported('baseline')).rejects.toMatchObject({
      code: 'NotExpressible',
      place: { step: 'ASLS' },
      hint: expect.stringContaining('Detr'),
    })
  })
})
