import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type N4aError, type NewPredictions, type ResultRecord } from '../../src/core/index.ts'
import { n4a } from '../cli/support/built-command.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-model-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
/** One that knows no result. */
const elsewhere = createEngine({ workspace: join(scratch, 'elsewhere') })
const file = (name: string) => join(scratch, name)
const data = { path: tecator('fat').path }
const pls = { model: { class: 'PLSRegression', params: { n_components: 6 } } }
const model = (name: string, params = {}) => [{ model: { class: name, params } }]
const templates: Readonly<Record<string, readonly unknown[]>> = {
  pls: ['MSC', { class: 'SavitzkyGolay', params: { window_length: 11, polyorder: 2, deriv: 1 } }, pls],
  target: ['StandardScaler', { y_processing: 'MinMaxScaler' }, { model: { class: 'Ridge', params: { alpha: 1 } } }],
  forest: model('RandomForestRegressor', { n_estimators: 5, random_state: 1 }),
  neighbours: ['SNV', ...model('KNeighborsRegressor')],
  kernel: ['StandardScaler', ...model('KernelRidge', { kernel: 'rbf', alpha: 0.01 })],
  branches: [{ branch: { snv: ['SNV', pls], raw: [pls] } }],
  filtered: [{ exclude: { class: 'YOutlierFilter' } }, 'SNV', pls],
  beside: [{ concat_transform: ['SNV', { class: 'PCA', params: { n_components: 3 } }] }, pls],
}
const results = new Map<string, ResultRecord>()
const idOf = (name: string) => results.get(name)!.id

beforeAll(async () => {
  const named = Object.entries(templates).map(([name, pipeline]) => ({ name, pipeline }))
  const config = { folds: { splitter: 'KFold', n_splits: 3 }, refit: 'none' } as const
  const run = await engine.runs.start(smallRequest({ templates: named, datasets: [tecator('fat')], config }))
  for (const result of await engine.results.list({ run: run.id })) results.set(result.template_name, result)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

async function exported(name: string, request = {}): Promise<string> {
  const path = file(`${name}.n4a.json`)
  writeFileSync(path, await engine.models.export(idOf(name), request))
  return path
}
const refused = (work: Promise<unknown>): Promise<N4aError> =>
  work.then(
    () => expect.fail('not refused'),
    error => error,
  )

describe('a model file', () => {
  it.each(Object.keys(templates))(
    '%s predicts to the bit as its result does, in a workspace that knows nothing of it',
    async name => {
      expect(results.get(name)).toMatchObject({ status: 'completed' })
      const path = await exported(name)
      expect(await elsewhere.predict(path, data)).toEqual(await engine.predict(idOf(name), data))
    },
  )

  it('holds an ensemble where one was chosen', async () => {
    const path = await exported('pls', { model: 'w_avg' })
    expect(await elsewhere.models.read(path)).toMatchObject({
      model: 'w_avg',
      n_models: 3,
      target: 'fat',
      n_features: 100,
    })
    expect(await elsewhere.predict(path, data)).toEqual(await engine.predict(idOf('pls'), data, { model: 'w_avg' }))
    expect(await refused(elsewhere.predict(path, data, { model: 'final' }))).toMatchObject({
      code: 'UnsupportedRequest',
    })
  })

  it('predicts the same in another process, by the built command and without a workspace', async () => {
    const path = await exported('pls')
    const { out, code } = await n4a(['predict', path, data.path, '--json'], { cwd: scratch })
    expect(code).toBe(0)
    const here: NewPredictions = await engine.predict(idOf('pls'), data)
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(here)))
  }, 30_000)
})

describe('a damaged model file', () => {
  it('is refused by its checksum wherever a digit was changed', async () => {
    const text = readFileSync(await exported('pls'), 'utf8')
    const digits = [...text.matchAll(/\d/g)].map(({ index }) => index).filter(at => at > text.indexOf('"content"'))
    for (let k = 0; k < 20; k++) {
      const at = digits[Math.floor((k * digits.length) / 20)]!
      writeFileSync(file('changed.json'), text.slice(0, at) + ((Number(text[at]) + 1) % 10) + text.slice(at + 1))
      const error = await refused(elsewhere.predict(file('changed.json'), data))
      expect(error).toMatchObject({ code: 'DamagedModel', kind: 'data', place: { file: file('changed.json') } })
    }
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2), 'DamagedModel', /JSON/],
    ['empty', () => '', 'DamagedModel', /JSON/],
    ['another JSON file', () => '{"a": 1}', 'DamagedModel', /models export/],
    ['of a later format', (text: string) => text.replace('"1.0"', '"2.0"'), 'NewerModel', /format 2\.0/],
  ] as const)('%s is refused by name', async (_, change, code, words) => {
    writeFileSync(file('wrong.json'), change(readFileSync(await exported('pls'), 'utf8')))
    const error = await refused(elsewhere.models.read(file('wrong.json')))
    expect(error).toMatchObject({ code, place: { file: file('wrong.json') } })
    expect(error.message).toMatch(words)
  })

  it('of a later minor is read', async () => {
    writeFileSync(file('minor.json'), readFileSync(await exported('pls'), 'utf8').replace('"1.0"', '"1.7"'))
    expect(await elsewhere.models.read(file('minor.json'))).toMatchObject({ target: 'fat' })
  })
})
