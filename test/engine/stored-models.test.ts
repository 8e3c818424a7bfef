import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createEngine,
  defineTransform,
  type N4aError,
  type ResultRecord,
  type RunEvent,
  type RunRecord,
} from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-stored-models-'))
const path = (name: string) => join(scratch, name)
const engine = createEngine({ workspace: path('workspace') })
const training = { ...tecator('fat'), path: path('training.csv') }
const fresh = { path: tecator('fat').path }
const pls = { model: { class: 'PLSRegression', params: { n_components: 6 } } }
const config = { folds: { splitter: 'KFold', n_splits: 3 } } as const
const templates = [
  { name: 'snv', pipeline: ['SNV', pls] },
  { name: 'raw', pipeline: [{ model: { class: 'PLSRegression', params: { n_components: 1 } } }] },
]
const request = smallRequest({ templates, datasets: [training], config })
const refused = (work: Promise<unknown>): Promise<N4aError> =>
  work.then(
    () => expect.fail('not refused'),
    error => error,
  )

let run: RunRecord
let best: ResultRecord
let other: ResultRecord

beforeAll(async () => {
  copyFileSync(tecator('fat').path, training.path)
  run = await engine.runs.start(request)
  ;[best, other] = (await engine.results.list({ run: run.id })) as [ResultRecord, ResultRecord]
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Without the file that it was trained on. */
async function withoutTraining<T>(work: () => Promise<T>): Promise<T> {
  rmSync(training.path)
  try {
    return await work()
  } finally {
    copyFileSync(tecator('fat').path, training.path)
  }
}

describe('a run', () => {
  it('stores the model of its best result and of no other', async () => {
    expect(best.template_name).toBe('snv')
    expect(best.stored_models).toMatchObject([{ model: 'final', member: 0 }])
    expect(other.stored_models).toEqual([])
    expect(await engine.models.list()).toMatchObject([
      { result_id: best.id, imported: false, present: true, target: 'fat', run_id: run.id },
    ])
  })

  it('predicts from then on without the training data, to the bit as its refit did', async () => {
    const predicted = await withoutTraining(() => engine.predict(best.id, fresh))
    const refit = (await engine.predictions.list({ result: best.id })).filter(({ fold_id }) => fold_id === 'final')
    expect(refit).toHaveLength(2)
    for (const { id } of refit) {
      const { y_pred, sample_indices } = await engine.predictions.arrays(id)
      expect(sample_indices.map(row => predicted.samples[row]!.y_pred)).toEqual(y_pred)
    }
    expect(await refused(withoutTraining(() => engine.predict(other.id, fresh)))).toMatchObject({
      code: 'MissingDataset',
    })
  })

  it('fits again where the file is gone, and says the same', async () => {
    const stored = await engine.predict(best.id, fresh)
    const { path: file } = (await engine.models.list())[0]!
    const text = readFileSync(file)
    rmSync(file)
    try {
      expect(await engine.predict(best.id, fresh)).toEqual(stored)
      expect((await engine.models.list())[0]).toMatchObject({ present: false })
    } finally {
      writeFileSync(file, text)
    }
  })

  it.each([
    ['none', 0],
    ['all', 1],
    ['best', 1],
  ] as const)('of refit: %s stores %d', async (refit, count) => {
    const own = createEngine({ workspace: path(`refit-${refit}`) })
    await own.runs.start({ ...request, config: { ...config, refit } })
    expect(await own.models.list()).toHaveLength(count)
  })

  it('stores each model where each is for samples of its own', async () => {
    const own = createEngine({ workspace: path('separated') })
    const pipeline = [{ branch: { by_metadata: 'set', steps: ['SNV'] } }, pls]
    const datasets = [{ path: fresh.path, y: 'fat', task_type: 'regression' as const }]
    await own.runs.start({
      name: 'apart',
      templates: [{ name: 'apart', pipeline }],
      datasets,
      config: { folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 1 } },
    })
    const [result] = await own.results.list()
    expect(result!.best_member).toBeNull()
    expect(result!.stored_models.map(({ member }) => member)).toEqual([0, 1, 2])
    expect(await own.predict(result!.id, fresh, { member: 2 })).toMatchObject({ member: 2 })
  })

  it('says why the model of an operator of one’s own is not stored', async () => {
    const halved = defineTransform({ name: 'Halved', transform: X => X.map(row => row.map(value => value / 2)) })
    const own = createEngine({ workspace: path('own'), operators: [halved] })
    const events: RunEvent[] = []
    const named = [{ name: 'own', pipeline: ['Halved', pls] }]
    await own.runs.start({ ...request, templates: named }, { onEvent: event => events.push(event) })
    const [result] = await own.results.list()
    expect(result).toMatchObject({ status: 'completed', stored_models: [] })
    const notes = events.flatMap(event => (event.type === 'note' ? [event.text] : []))
    expect(notes).toEqual([expect.stringMatching(/^The model of Halved > .* is not stored: .*Halved/)])
  })
})

describe('keeping', () => {
  it('stores a model of any result, once, and other kinds beside it', async () => {
    const first = await engine.models.keep(other.id)
    const again = await engine.models.keep(other.id)
    expect(again.sha256).toBe(first.sha256)
    await engine.models.keep(other.id, { model: 'w_avg' })
    const { stored_models, scores, predictions_count } = await engine.results.get(other.id)
    expect(stored_models.map(({ model }) => model)).toEqual(['final', 'w_avg'])
    expect({ scores, predictions_count }).toEqual({ scores: other.scores, predictions_count: other.predictions_count })
    const predicted = await withoutTraining(() => engine.predict(other.id, fresh, { model: 'w_avg' }))
    expect(predicted).toMatchObject({ model: 'w_avg', n_models: 3 })
    expect(await engine.care.verify()).toEqual([])
  })

  it('refuses a model that there is none of', async () => {
    expect(await refused(engine.models.keep(best.id, { model: '9' }))).toMatchObject({ code: 'WrongShape' })
    expect(await refused(engine.models.keep(best.id, { member: 3 }))).toMatchObject({ code: 'WrongShape' })
  })
})

describe('a damaged model', () => {
  it('is refused, told by verify, and mended by keeping it again', async () => {
    const { path: file } = (await engine.models.list()).find(({ result_id }) => result_id === best.id)!
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"target":"fat"', '"target":"fet"'))
    expect(await refused(engine.predict(best.id, fresh))).toMatchObject({ code: 'DamagedModel', place: { file } })
    expect(await refused(engine.models.export(best.id))).toMatchObject({ code: 'DamagedModel', place: { file } })
    expect(await engine.care.verify()).toMatchObject([{ kind: 'damaged_model', path: file }])
    await engine.models.keep(best.id)
    expect(await engine.care.verify()).toEqual([])
  })

  it('that is missing is told by verify', async () => {
    const { path: file } = (await engine.models.list()).find(({ result_id }) => result_id === best.id)!
    const text = readFileSync(file, 'utf8')
    rmSync(file)
    expect(await engine.care.verify()).toMatchObject([{ kind: 'missing_model', path: file }])
    writeFileSync(file, text)
  })
})

describe('a model from elsewhere', () => {
  const there = createEngine({ workspace: path('elsewhere') })
  const file = path('fat.n4a.json')

  it('is brought once, listed, and predicts by the first digits of its hash', async () => {
    writeFileSync(file, await engine.models.export(best.id))
    const brought = await there.models.import(file)
    await there.models.import(file)
    expect(await there.models.list()).toMatchObject([{ id: brought.id, imported: true, result_id: best.id }])
    expect(await there.predict(brought.id, fresh)).toEqual(await engine.predict(best.id, fresh))
    expect(await there.models.read(brought.id)).toMatchObject({
      target: 'fat',
      calibrated_on: { path: training.path, hash: run.datasets[0]!.hash, template: 'snv' },
    })
    expect(await refused(there.predict(brought.id, fresh, { model: 'avg' }))).toMatchObject({
      code: 'UnsupportedRequest',
    })
  })

  it('that is damaged hides no other', async () => {
    const bad = path('bad.n4a.json')
    writeFileSync(bad, '{}')
    expect(await refused(there.models.import(bad))).toMatchObject({ code: 'DamagedModel', place: { file: bad } })
    const damaged = join(there.workspace, 'models', 'ab.n4a.json')
    writeFileSync(damaged, '{}')
    expect(await there.models.list()).toHaveLength(1)
    expect(there.care.omissions()).toMatchObject([{ kind: 'damaged_model', path: damaged }])
  })
})
