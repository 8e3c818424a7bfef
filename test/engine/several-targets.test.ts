import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDatasets } from '../../src/core/datasets/index.ts'
import { createEngine, type Engine, type RunEvent, type RunRequest } from '../../src/core/index.ts'
import { takeRows } from '../../src/core/math/matrix.ts'
import { type AnyRegressor, getOperator } from '../../src/core/operators/index.ts'
import { resolveParameters } from '../../src/core/params/index.ts'
import { tecator, tecatorLines } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-targets-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const targets = ['fat', 'moisture', 'protein']
const spec = { ...tecator('fat'), y: targets }
const request = (change: Partial<RunRequest> = {}): RunRequest => ({
  name: 'targets',
  templates: [{ name: 'pls', pipeline: [{ model: { class: 'PLSRegression', params: { n_components: 6 } } }] }],
  datasets: [spec],
  config: { folds: { splitter: 'KFold', n_splits: 4, shuffle: true, random_state: 7 } },
  ...change,
})

describe('a run on several targets of one dataset', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = createEngine({ workspace: join(scratch, 'joint') })
    await engine.runs.start(request())
  })

  it('gives each target a result under a name of its own', async () => {
    const results = await engine.results.list()
    expect(results.map(({ dataset, target }) => `${dataset} ${target}`).sort()).toEqual(
      targets.map(target => `tecator_${target} ${target}`),
    )
    expect((await engine.datasets.list()).map(({ name }) => name).sort()).toEqual(
      targets.map(name => `tecator_${name}`),
    )
  })

  it('predicts what one joint fit of the operator predicts on the same folds', async () => {
    const read = (await readDatasets([spec], '.'))[0]!.dataset
    const operator = getOperator('PLSRegression') as AnyRegressor
    const params = resolveParameters('PLS', operator.params, { n_components: 6 })
    for (const [t, target] of targets.entries()) {
      const found = async (partition: string) => {
        const where = `dataset=tecator_${target} fold=2 partition=${partition}`
        const [prediction] = await engine.predictions.list({ where })
        return engine.predictions.arrays(prediction!.id)
      }
      const [train, val] = [await found('train'), await found('val')]
      const rows = (of: typeof train) => Array.from(of.sample_indices)
      const state = operator.joint!.fit(takeRows(read.X, rows(train)), takeRows(read.joint!.Y, rows(train)), params)
      const { values } = operator.joint!.predict(takeRows(read.X, rows(val)), state, params)
      const expected = rows(val).map((_, i) => values[i * targets.length + t]!)
      expect(Array.from(val.y_pred)).toEqual(expected)
      expect(Array.from(val.y_true)).toEqual(rows(val).map(row => read.joint!.Y.values[row * targets.length + t]))
    }
  })

  it.each(['final', 'avg', '2'] as const)(
    'predicts new samples by its %s model, to the bit as the run did',
    async model => {
      for (const target of targets) {
        const [result] = await engine.results.list({ where: `dataset=tecator_${target}` })
        expect(result!.stored_models).toHaveLength(1)
        const made = await engine.predict(result!.id, { path: spec.path, y: target }, { model })
        expect(made.target).toBe(target)
        const where = `fold=${model} partition=${model === 'final' ? 'train' : 'test'}`
        const stored = await engine.predictions.list({ result: result!.id, where })
        for (const { id } of stored) {
          const { y_pred, sample_indices } = await engine.predictions.arrays(id)
          expect(sample_indices.map(row => made.samples[row]!.y_pred)).toEqual(y_pred)
        }
      }
    },
  )

  it('is resumed with the ids and the scores of an undisturbed run', async () => {
    const wide = {
      templates: [
        {
          name: 'many',
          pipeline: [
            { _or_: [null, 'SNV', 'MSC'] },
            { _or_: [{ model: { class: 'PLSRegression', params: { n_components: { _range_: [2, 4] } } } }, 'Ridge'] },
          ],
        },
      ],
    }
    const [calm, stopped] = ['calm', 'stopped'].map(name => createEngine({ workspace: join(scratch, name) }))
    await calm!.runs.start(request(wide))
    const stop = new AbortController()
    const onEvent = (event: RunEvent) => event.type === 'results' && stop.abort()
    const paused = await stopped!.runs.start(request(wide), { signal: stop.signal, onEvent })
    const begun = (await stopped!.results.list()).map(({ id }) => id)
    expect(begun.length).toBeLessThan(36)
    expect(await stopped!.runs.resume(paused.id)).toMatchObject({ status: 'completed', completed_results: 36 })
    const results = await stopped!.results.list()
    expect(results.map(({ id }) => id)).toEqual(expect.arrayContaining(begun))
    const facts = async (of: Engine) =>
      (await of.results.list()).map(one => `${one.pipeline_config_id} ${one.dataset} ${one.best_score}`).sort()
    expect(await facts(stopped!)).toEqual(await facts(calm!))
  })
})

describe('targets that cannot be modelled together', () => {
  it('are datasets of their own where one holds classes, and it is said', async () => {
    const path = join(scratch, 'mixed.csv')
    writeFileSync(
      path,
      tecatorLines(lines => {
        const fat = lines[0]!.split(',').indexOf('fat')
        return lines.map(
          (line, i) => `${line},${i === 0 ? 'level' : Number(line.split(',')[fat]) > 15 ? 'high' : 'low'}`,
        )
      }),
    )
    const mixed = { path, y: ['fat', 'level'] }
    const read = await readDatasets([mixed], '.')
    expect(read.map(({ dataset }) => [dataset.joint, dataset.classes])).toEqual([
      [null, null],
      [null, ['high', 'low']],
    ])
    for (const { notes } of read) {
      expect(notes).toContain('Each target is modelled by itself, because level holds classes.')
    }
    const engine = createEngine({ workspace: join(scratch, 'mixed') })
    const knn = { name: 'dummy', pipeline: [{ model: { class: 'PLSRegression', params: { n_components: 2 } } }] }
    await expect(engine.runs.start(request({ templates: [knn], datasets: [mixed] }))).rejects.toMatchObject({
      code: 'TaskMismatch',
      place: { dataset: 'mixed_level' },
    })
  })

  it('may stand in one text with commas, where no column is called so', async () => {
    const engine = createEngine({ workspace: join(scratch, 'commas') })
    const described = await engine.datasets.describe({ ...tecator('fat'), y: 'fat, protein' })
    expect(described.map(({ record }) => [record.name, record.y_columns, record.joint?.targets])).toEqual([
      ['tecator_fat', ['fat'], ['fat', 'protein']],
      ['tecator_protein', ['protein'], ['fat', 'protein']],
    ])
    await expect(engine.datasets.describe({ ...tecator('fat'), y: 'fat,protin' })).rejects.toMatchObject({
      code: 'UnknownColumn',
      place: { field: 'protin' },
      hint: expect.stringContaining('Nearest: protein'),
    })
    const path = join(scratch, 'comma.csv')
    writeFileSync(path, '"fat,protein",850,852\n1.5,1,2\n2.5,3,4\n')
    const [one, ...others] = await engine.datasets.describe({ path, y: 'fat,protein' })
    expect(one!.record.y_columns).toEqual(['fat,protein'])
    expect(others).toEqual([])
  })
})
