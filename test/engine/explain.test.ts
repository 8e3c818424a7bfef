import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type ResultExplanation, type ResultRecord } from '../../src/core/index.ts'
import { smallRequest, tecator, tecatorLines } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-explain-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
const own = join(scratch, 'own.csv')
const pls = { model: { class: 'PLSRegression', params: { n_components: 5 } } }
const templates = {
  pls: ['SNV', pls],
  ridge: [{ y_processing: 'StandardScaler' }, { model: { class: 'Ridge', params: { alpha: 1 } } }],
  knn: ['SNV', 'KNeighborsRegressor'],
  scores: [{ class: 'PCA', params: { n_components: 4 } }, { model: 'LinearRegression' }],
  more: ['SNV', { sample_augmentation: { transformers: ['Detrend'], count: 1 } }, pls],
  branches: [{ branch: { snv: ['SNV', pls], raw: [{ model: { class: 'Ridge', params: { alpha: 1 } } }] } }],
}
const results = new Map<string, ResultRecord>()
const idOf = (name: keyof typeof templates) => results.get(name)!.id

beforeAll(async () => {
  // Unlike the example to the byte: a file that is gone is found again by its content.
  writeFileSync(own, `${readFileSync(tecator('fat').path, 'utf8')}\n`)
  const run = await engine.runs.start(
    smallRequest({
      templates: Object.entries(templates).map(([name, pipeline]) => ({ name, pipeline })),
      datasets: [{ ...tecator('fat'), path: own, name: 'fat' }],
      config: { folds: { splitter: 'KFold', n_splits: 3, shuffle: true, random_state: 1 }, refit: 'all' },
    }),
  )
  for (const result of await engine.results.list({ run: run.id })) results.set(result.template_name, result)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Predictions of the refit of a result on its training rows, and the rows. */
async function refitted(result_id: string) {
  const records = await engine.predictions.list({ result: result_id })
  const record = records.find(({ fold_id, partition }) => fold_id === 'final' && partition === 'train')!
  return engine.predictions.arrays(record.id)
}

const linear = ({ explanation }: ResultExplanation, spectrum: readonly number[]) =>
  explanation.coefficients!.reduce((sum, b, j) => sum + b * spectrum[j]!, explanation.intercept!)

describe('the explanation of a result', () => {
  it('has the coefficients of its refit: they give the refit’s predictions', async () => {
    const record = await engine.results.explain(idOf('pls'))
    expect(record).toMatchObject({
      result_id: idOf('pls'),
      model_name: 'PLSRegression',
      branch_name: null,
      target: 'fat',
      y_processing: null,
      preprocessings: 'SNV',
      wavelength_unit: 'nm',
      n_samples: 172,
      n_features: 100,
    })
    const { X, axis, sample_ids } = await engine.datasets.transform(['SNV'], { ...tecator('fat'), path: own })
    expect(record.wavelengths).toEqual(axis)
    const { y_pred, sample_indices } = await refitted(idOf('pls'))
    expect(record.sample_ids).toEqual(sample_indices.map(row => sample_ids[row]))
    sample_indices.forEach((row, i) => {
      expect(linear(record, X[row]!)).toBeCloseTo(y_pred[i]!, 8)
    })
    const { vip, hotelling_t2, x_explained } = record.explanation.components!
    expect(vip!.reduce((sum, value) => sum + value ** 2, 0) / 100).toBeCloseTo(1, 10)
    expect(hotelling_t2).toHaveLength(172)
    expect(x_explained).toHaveLength(5)
  })

  it('is of the transformed target where y was transformed, and says so', async () => {
    const record = await engine.results.explain(idOf('ridge'))
    expect(record).toMatchObject({ y_processing: 'Std', preprocessings: 'raw' })
    const { X } = await engine.datasets.transform([], { ...tecator('fat'), path: own })
    const { y_pred, y_true, sample_indices } = await refitted(idOf('ridge'))
    const mean = y_true.reduce((sum, y) => sum + y, 0) / y_true.length
    const sd = Math.sqrt(y_true.reduce((sum, y) => sum + (y - mean) ** 2, 0) / y_true.length)
    sample_indices.forEach((row, i) => {
      expect(mean + sd * linear(record, X[row]!)).toBeCloseTo(y_pred[i]!, 8)
    })
  })

  it('has no wavelengths where columns are scores, and no ids where samples were added', async () => {
    expect(await engine.results.explain(idOf('scores'))).toMatchObject({
      wavelengths: null,
      wavelength_unit: null,
      n_features: 4,
    })
    expect(await engine.results.explain(idOf('more'))).toMatchObject({ sample_ids: null, n_samples: 344 })
  })

  it('is of the model that ranks the result, or of the one that is asked for', async () => {
    const { best_member } = results.get('branches')!
    expect(await engine.results.explain(idOf('branches'))).toMatchObject({ member: best_member })
    const [snv, raw] = await Promise.all([0, 1].map(member => engine.results.explain(idOf('branches'), { member })))
    expect(snv).toMatchObject({ branch_name: 'snv', model_name: 'PLSRegression' })
    expect(raw).toMatchObject({ branch_name: 'raw', model_name: 'Ridge' })
    expect(raw!.explanation.components).toBeUndefined()
    await expect(engine.results.explain(idOf('branches'), { member: 2 })).rejects.toMatchObject({
      code: 'WrongShape',
      message: expect.stringContaining('0 PLSRegression of snv, 1 Ridge of raw'),
    })
  })

  it('is refused where a model has none, with those that have', async () => {
    await expect(engine.results.explain(idOf('knn'))).rejects.toMatchObject({
      code: 'UnsupportedRequest',
      message: expect.stringContaining('KNN'),
      hint: expect.stringMatching(/PLS.*Ridge/),
    })
  })

  it('is refused where targets were modelled together, for a model of one says something else', async () => {
    const joint = smallRequest({
      templates: [{ name: 'pls2', pipeline: templates.pls }],
      datasets: [{ ...tecator('fat'), y: ['fat', 'protein'] }],
    })
    const run = await engine.runs.start(joint)
    const [result] = await engine.results.list({ run: run.id })
    await expect(engine.results.explain(result!.id)).rejects.toMatchObject({
      code: 'UnsupportedRequest',
      message: expect.stringContaining('fat, protein together'),
      hint: expect.stringContaining(`y: ${result!.target}`),
    })
  })

  it('needs the file that the run began with', async () => {
    writeFileSync(
      own,
      tecatorLines(lines => lines.slice(0, -1)),
    )
    await expect(engine.results.explain(idOf('pls'))).rejects.toMatchObject({ code: 'ChangedDataset' })
    rmSync(own)
    await expect(engine.results.charts(idOf('pls'))).rejects.toMatchObject({ code: 'MissingDataset' })
  })
})
