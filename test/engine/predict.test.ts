import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type N4aError, type PredictingModel, type ResultRecord } from '../../src/core/index.ts'
import { smallRequest, tecator, tecatorLines } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-predict-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
const file = (name: string) => join(scratch, name)
const pls = (n_components: number) => ({ model: { class: 'PLSRegression', params: { n_components } } })
const templates = {
  pls: ['SNV', pls(8)],
  msc: ['MSC', { class: 'SavitzkyGolay', params: { window_length: 11, polyorder: 2, deriv: 1 } }, pls(6)],
  target: ['StandardScaler', { y_processing: 'StandardScaler' }, { model: { class: 'Ridge', params: { alpha: 1 } } }],
  trees: [{ model: { class: 'RandomForestRegressor', params: { n_estimators: 5, random_state: 1 } } }],
  branches: [{ branch: { snv: ['SNV', pls(5)], raw: [pls(7)] } }],
}
const classes = {
  lda: ['SNV', { class: 'PCA', params: { n_components: 5 } }, { model: 'LinearDiscriminantAnalysis' }],
  plsda: ['SNV', { model: { class: 'PLSDA', params: { n_components: 5 } } }],
}
const results = new Map<string, ResultRecord>()
const idOf = (name: string) => results.get(name)!.id

/** Lines of Tecator by their set, with a column of classes. */
const kinds = (wanted: (set: string) => boolean) =>
  tecatorLines(([header, ...lines]) => [
    `kind,${header}`,
    ...lines
      .filter(line => wanted(line.split(',')[1]!))
      .map(line => `${Number(line.split(',')[3]) > 15 ? 'fat' : 'lean'},${line}`),
  ])

beforeAll(async () => {
  writeFileSync(
    file('all.csv'),
    kinds(() => true),
  )
  writeFileSync(
    file('test.csv'),
    kinds(set => set === 'T'),
  )
  const config = { folds: { splitter: 'KFold', n_splits: 3, shuffle: true, random_state: 1 }, refit: 'all' } as const
  const asked = [
    { templates, dataset: { ...tecator('fat'), path: file('all.csv'), name: 'fat' } },
    {
      templates: classes,
      dataset: { path: file('all.csv'), y: 'kind', partition: tecator('fat').partition, name: 'kind' },
    },
  ]
  for (const { templates, dataset } of asked) {
    const named = Object.entries(templates).map(([name, pipeline]) => ({ name, pipeline }))
    const run = await engine.runs.start(smallRequest({ templates: named, datasets: [dataset], config }))
    for (const result of await engine.results.list({ run: run.id })) results.set(result.template_name, result)
  }
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** What the run stored of a model on its test rows. */
async function stored(name: string, fold_id: string) {
  const { id, best_member } = results.get(name)!
  const records = await engine.predictions.list({ result: id })
  const record = records.find(
    one => one.fold_id === fold_id && one.partition === 'test' && one.member === (best_member ?? 0),
  )!
  return engine.predictions.arrays(record.id)
}

describe('the models of a result', () => {
  const models: readonly PredictingModel[] = ['final', '0', '2', 'avg', 'w_avg']
  const cases = Object.keys(templates).flatMap(name => models.map(model => [name, model] as const))

  it.each(cases)('%s: %s predicts test rows to the bit as the run did', async (name, model) => {
    const made = await engine.predict(idOf(name), { path: file('test.csv') }, { model })
    expect(made.samples.map(({ y_pred }) => y_pred)).toEqual((await stored(name, model)).y_pred)
    expect(made.samples.map(({ y_true }) => y_true)).toEqual((await stored(name, model)).y_true)
    expect(made.n_models).toBe(model.endsWith('avg') ? 3 : 1)
  })

  it.each(Object.keys(classes).flatMap(name => models.map(model => [name, model] as const)))(
    '%s: %s gives classes, and probabilities where it has them, to the bit',
    async (name, model) => {
      const made = await engine.predict(idOf(name), { path: file('test.csv') }, { model })
      const { y_pred, y_proba } = await stored(name, model)
      expect(made.classes).toEqual(['fat', 'lean'])
      expect(made.samples.map(sample => made.classes!.indexOf(String(sample.y_pred)))).toEqual(y_pred)
      expect(made.samples.map(sample => sample.y_proba)).toEqual(y_proba ?? made.samples.map(() => undefined))
      expect(made.samples[0]).toMatchObject({ lower: null, upper: null })
      expect(made.y_range).toBeNull()
    },
  )

  it('score the samples as the run scored its test set', async () => {
    const made = await engine.predict(idOf('pls'), { path: file('test.csv') })
    expect(made.scores).toEqual(results.get('pls')!.scores.final_test)
  })

  it('can be another than the one that ranks', async () => {
    const best = results.get('branches')!.best_member!
    const other = await engine.predict(idOf('branches'), { path: file('test.csv') }, { member: 1 - best })
    expect(other.member).toBe(1 - best)
    expect(other.samples[0]!.y_pred).not.toBe((await stored('branches', 'final')).y_pred[0])
  })
})

/** The test samples in a table of our own: any axis, any spectra. */
function table(name: string, axis: readonly string[], spectrumOf: (spectrum: readonly number[]) => readonly number[]) {
  const [, ...lines] = kinds(set => set === 'T')
    .trimEnd()
    .split('\n')
  const rows = lines.map(line => {
    const cells = line.split(',')
    return [cells[1], ...spectrumOf(cells.slice(6).map(Number))].join(',')
  })
  writeFileSync(file(name), `${[['sample', ...axis].join(','), ...rows].join('\n')}\n`)
  return { path: file(name) }
}

const axis = kinds(() => true)
  .split('\n')[0]!
  .split(',')
  .slice(6)
  .map(Number)
const refused = (work: Promise<unknown>): Promise<N4aError> =>
  work.then(
    () => expect.fail('not refused'),
    error => error,
  )

describe('new spectra', () => {
  it('need no reference values, and one sample is enough', async () => {
    const [header, first] = kinds(set => set === 'T').split('\n')
    const without = (line: string) =>
      line
        .split(',')
        .filter((_, i) => ![0, 2, 3, 4, 5].includes(i))
        .join(',')
    writeFileSync(file('one.csv'), `${without(header!)}\n${without(first!)}\n`)
    const made = await engine.predict(idOf('pls'), { path: file('one.csv') })
    expect(made.samples).toHaveLength(1)
    expect(made.samples[0]).not.toHaveProperty('y_true')
    expect(made.scores).toBeNull()
    expect(made.samples[0]!.y_pred).toBe((await stored('pls', 'final')).y_pred[0])
    expect(made.notes.join()).toContain('nothing to score against')
  })

  it('turned round, in wavenumbers, or with more wavelengths than the model give the same predictions', async () => {
    const wanted = (await stored('pls', 'final')).y_pred
    const predicted = async (spec: { path: string }) =>
      (await engine.predict(idOf('pls'), spec)).samples.map(({ y_pred }) => y_pred)
    const turned = table('turned.csv', axis.toReversed().map(String), spectrum => spectrum.toReversed())
    const numbers = table(
      'numbers.csv',
      axis.toReversed().map(value => `${(1e7 / value).toFixed(4)} cm-1`),
      spectrum => spectrum.toReversed(),
    )
    const wider = table('wider.csv', ['840', ...axis.map(String), '1060'], spectrum => [9, ...spectrum, 9])
    expect(await predicted(turned)).toEqual(wanted)
    expect(await predicted(numbers)).toEqual(wanted)
    expect(await predicted(wider)).toEqual(wanted)
  })

  it('at other wavelengths are refused with both axes and the file, and resampled when that is asked for', async () => {
    const middles = axis.slice(1).map((value, j) => (value + axis[j]!) / 2)
    const between = (s: readonly number[]) => s.slice(1).map((value, j) => (value + s[j]!) / 2)
    const ends = table('between.csv', [axis[0]!, ...middles, axis.at(-1)!].map(String), s => [
      s[0]!,
      ...between(s),
      s.at(-1)!,
    ])
    const error = await refused(engine.predict(idOf('pls'), ends))
    expect(error).toMatchObject({ code: 'AxisMismatch', kind: 'data', place: { file: ends.path } })
    expect(error.message).toContain('100 wavelengths from 850 to 1050 nm')
    expect(error.message).toContain('101 wavelengths from 850 to 1050 nm')
    expect(error.hint).toContain('--resample')
    const made = await engine.predict(idOf('pls'), ends, { resample: true })
    const wanted = (await stored('pls', 'final')).y_pred
    const far = made.samples.map(({ y_pred }, i) => Math.abs(Number(y_pred) - wanted[i]!))
    expect(Math.max(...far)).toBeLessThan(1)
    expect(made.notes.join()).toContain('interpolated from 101 to the 100 wavelengths')
  })

  it('that do not cover the model’s range are never extrapolated', async () => {
    const short = table('short.csv', axis.slice(0, 90).map(String), spectrum => spectrum.slice(0, 90))
    const error = await refused(engine.predict(idOf('pls'), short, { resample: true }))
    expect(error).toMatchObject({ code: 'AxisMismatch' })
    expect(error.message).toContain('do not cover the range')
  })

  it('without wavelengths are taken by their number, which is said', async () => {
    const plain = table(
      'plain.csv',
      axis.map((_, j) => `f${j}`),
      spectrum => spectrum,
    )
    const made = await engine.predict(idOf('pls'), plain)
    expect(made.samples[0]!.y_pred).toBe((await stored('pls', 'final')).y_pred[0])
    expect(made.notes.join()).toContain('only their number (100) could be compared')
  })
})

describe('the domain of the calibration', () => {
  it.each([
    ['pls', 'model'],
    ['target', 'principal'],
    ['trees', 'principal'],
  ] as const)(
    '%s: spectra with a band that no training sample has are outside (%s components)',
    async (name, components) => {
      const strange = table('strange.csv', axis.map(String), spectrum =>
        spectrum.map((value, j) => value + 0.3 * Math.exp(-(((j - 20) / 3) ** 2))),
      )
      const made = await engine.predict(idOf(name), strange)
      expect(made.domain).toMatchObject({ components })
      expect(made.samples.every(({ inside_domain }) => inside_domain === false)).toBe(true)
      expect(made.samples[0]!.reasons.join()).toMatch(/Q .* is above|T² .* is above/)
      const usual = await engine.predict(idOf(name), { path: file('test.csv') })
      expect(usual.n_outside).toBeLessThan(20)
    },
  )

  it('has the T² and Q that the explanation of the result has', async () => {
    const { explanation, sample_ids } = await engine.results.explain(idOf('pls'))
    const training = await engine.predict(idOf('pls'), { path: file('all.csv') })
    const byId = new Map(training.samples.map(sample => [sample.sample_id, sample]))
    sample_ids!.slice(0, 172).forEach((id, i) => {
      expect(byId.get(id)!.hotelling_t2).toBeCloseTo(explanation.components!.hotelling_t2[i]!, 8)
      expect(byId.get(id)!.q_residual).toBeCloseTo(explanation.components!.q_residuals![i]!, 8)
    })
  })
})

describe('intervals', () => {
  it('have the rank of split conformal prediction among the out-of-fold errors', async () => {
    const made = await engine.predict(idOf('pls'), { path: file('test.csv') }, { confidence: 0.9 })
    const pooled = (await engine.predictions.list({ result: idOf('pls') })).find(
      ({ fold_id, partition }) => fold_id === 'avg' && partition === 'val',
    )!
    const { y_true, y_pred } = await engine.predictions.arrays(pooled.id)
    const errors = y_pred.map((value, i) => Math.abs(value - y_true[i]!)).sort((a, b) => a - b)
    const half = errors[Math.ceil(173 * 0.9) - 1]!
    expect(made.n_residuals).toBe(172)
    for (const { y_pred, lower, upper } of made.samples) {
      expect(upper).toBe(Number(y_pred) + half)
      expect(lower).toBe(Number(y_pred) - half)
    }
  })

  it('are not given where the residuals are too few, which is said', async () => {
    const made = await engine.predict(idOf('pls'), { path: file('test.csv') }, { confidence: 0.999 })
    expect(made.samples[0]).toMatchObject({ lower: null, upper: null })
    expect(made.notes.join()).toContain('172 out-of-fold residuals are too few')
  })
})

describe('wrong requests', () => {
  const test = { path: file('test.csv') }
  it.each([
    [{ confidence: 2 }, 'WrongShape', 'confidence'],
    [{ model: '9' as const }, 'WrongShape', 'model'],
    [{ member: 4 }, 'WrongShape', 'member'],
  ])('%j is %s and names the field', async (request, code, field) => {
    expect(await refused(engine.predict(idOf('pls'), test, request))).toMatchObject({ code, place: { field } })
  })

  it('a result or file that is not there is said', async () => {
    expect(await refused(engine.predict('nothing', test))).toMatchObject({ code: 'UnknownRecord' })
    expect(await refused(engine.predict(idOf('pls'), { path: file('no.csv') }))).toMatchObject({ kind: 'data' })
  })
})
