import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type ResultRecord, type RunRequest } from '../../src/core/index.ts'
import { referenceTable } from '../support/reference.ts'
import { sharedPath } from '../support/shared.ts'
import { tecatorLines } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-classes-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Tecator with a column of classes made from fat. */
function classTable(name: string, classOf: (fat: number) => string): string {
  const path = join(scratch, `${name}.csv`)
  const text = tecatorLines(([header, ...lines]) => {
    const fat = header!.split(',').indexOf('fat')
    return [`${header},level`, ...lines.map(line => `${line},${classOf(Number(line.split(',')[fat]))}`)]
  })
  writeFileSync(path, text)
  return path
}

const partition = { column: 'set', train: ['C', 'M'], test: ['T'] }
const threeClasses = (fat: number) => (fat > 20 ? 'high' : fat > 10 ? 'mid' : 'low')
const lda = [{ class: 'PCA', params: { n_components: 10 } }, { model: 'LDA' }]

let number = 0
async function run(request: Omit<RunRequest, 'name'>) {
  const engine = createEngine({ workspace: join(scratch, `w${number++}`) })
  const record = await engine.runs.start({ name: 'classes', ...request })
  return { engine, record, results: await engine.results.list() }
}

describe('a run on classes', () => {
  it('keeps their shares in the folds, ranks by balanced accuracy and stores labels and probabilities', async () => {
    const path = classTable('three', threeClasses)
    const { engine, record, results } = await run({
      templates: [{ name: 'lda', pipeline: lda }],
      datasets: [{ path, y: 'level', partition }],
    })
    expect(record.config).toMatchObject({ metric: 'balanced_accuracy', folds: { splitter: 'StratifiedKFold' } })
    const [result] = results as [ResultRecord]
    expect(result).toMatchObject({
      task_type: 'multiclass_classification',
      classes: ['high', 'low', 'mid'],
      metric: 'balanced_accuracy',
      predictions_count: 23,
    })
    expect(result.best_score).toBe(result.scores.val!.balanced_accuracy)
    const { id } = (await engine.predictions.list({ result: result.id })).find(
      one => one.fold_id === 'avg' && one.partition === 'test',
    )!
    const { classes, y_pred, y_proba } = await engine.predictions.arrays(id)
    expect(classes).toEqual(['high', 'low', 'mid'])
    expect(y_proba).toHaveLength(43)
    y_proba!.forEach((row, i) => {
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
      expect(row.indexOf(Math.max(...row))).toBe(y_pred[i])
    })
  })

  it('has targets of both kinds side by side, each ranked by a metric of its own', async () => {
    const path = classTable('both', threeClasses)
    const of = (y: string, model: object) =>
      run({ templates: [{ name: 'one', pipeline: [model] }], datasets: [{ path, y }] })
    const quantities = await of('fat', { model: 'PLSRegression' })
    const classes = await of('level', { model: 'KNeighborsClassifier' })
    expect(quantities.results[0]!.metric).toBe('rmse')
    expect(classes.results[0]!.metric).toBe('balanced_accuracy')
  })

  it('keeps groups together beside the shares', async () => {
    const path = join(scratch, 'grouped.csv')
    const text = tecatorLines(([header, ...lines]) => [
      `${header},level,batch`,
      ...lines.map((line, i) => `${line},${['a', 'b', 'c'][i % 3]},g${Math.floor(i / 3)}`),
    ])
    writeFileSync(path, text)
    const { record } = await run({
      templates: [{ name: 'lda', pipeline: lda }],
      datasets: [{ path, y: 'level', group: 'batch' }],
    })
    expect(record.status).toBe('completed')
    expect(record.config.folds).toMatchObject({ splitter: 'StratifiedGroupKFold', n_splits: 5 })
  })

  it.each([
    ['a model of quantities', { templates: [{ name: 'pls', pipeline: ['PLSRegression'] }] }, 'TaskMismatch'],
    ['a metric of quantities', { config: { metric: 'rmse' } }, 'TaskMismatch'],
    [
      'scaled classes',
      { templates: [{ name: 'lda', pipeline: [{ y_processing: 'StandardScaler' }, ...lda] }] },
      'TaskMismatch',
    ],
  ])('refuses %s before anything starts', async (_, change, code) => {
    const path = classTable('refused', threeClasses)
    const request = { templates: [{ name: 'lda', pipeline: lda }], datasets: [{ path, y: 'level' }], ...change }
    await expect(run(request)).rejects.toMatchObject({ code, kind: 'input' })
  })

  it('records the failure of a fold whose training rows are of one class', async () => {
    const path = classTable('alone', fat => (fat > 49 ? 'rare' : 'usual'))
    const folds = join(scratch, 'alone.json')
    const rows = Array.from({ length: 215 }, (_, i) => i)
    const rare = (await createEngine({ workspace: scratch }).datasets.describe({ path, y: 'level' })).record
    expect(rare.class_counts).toEqual({ rare: 1, usual: 214 })
    const text = tecatorLines(lines => lines).split('\n')
    const fat = text[0]!.split(',').indexOf('fat')
    const position = text.slice(1).findIndex(line => Number(line.split(',')[fat]) > 49)
    const others = rows.filter(row => row !== position)
    const half = (k: number) => others.filter((_, i) => i % 2 === k)
    writeFileSync(folds, JSON.stringify([{ train: half(0), val: [...half(1), position] }]))
    const { record, results } = await run({
      templates: [{ name: 'lda', pipeline: lda }],
      datasets: [{ path, y: 'level' }],
      config: { folds: { file: folds } },
    })
    expect(record.status).toBe('failed')
    expect(results[0]!.error).toMatchObject({ code: 'OneClass', message: expect.stringContaining('fold 0') })
  })
})

const folder = sharedPath('reference', 'tecator_fat3class')

describe.skipIf(!folder)('three classes against scikit-learn 1.2.1 (skipped without the shared folder)', () => {
  const models = {
    'none|plsda|n=10': [{ model: { class: 'PLSDA', params: { n_components: 10 } } }],
    'none|knn|k=5': [{ model: { class: 'KNeighborsClassifier', params: { n_neighbors: 5 } } }],
    'none|lda|pca=10': lda,
  }
  const results = new Map<string, ResultRecord>()
  const expected = folder ? referenceTable(join(folder, 'metrics.csv')) : []
  const known = Object.entries(models).filter(([id]) => expected.some(row => row.run_id === id))

  beforeAll(async () => {
    const path = classTable('reference', threeClasses)
    const { folds } = JSON.parse(readFileSync(join(folder!, 'folds.json'), 'utf8'))
    writeFileSync(join(scratch, 'reference.json'), JSON.stringify(folds))
    const { results: all } = await run({
      templates: known.map(([, pipeline], i) => ({ name: `r${i}`, pipeline })),
      datasets: [{ path, y: 'level', partition }],
      config: { folds: { file: join(scratch, 'reference.json') }, refit: 'all' },
    })
    for (const result of all) results.set(known[Number(result.template_name.slice(1))]![0], result)
  }, 120_000)

  it('has runs to compare', () => expect(known.length).toBeGreaterThanOrEqual(2))

  it.each(known.map(([id]) => id))('%s has the same scores out of fold and on the test rows', id => {
    const { scores } = results.get(id)!
    const parts = [
      ['oof', 'all', scores.val],
      ['test', 'refit', scores.final_test],
      ['train', 'refit', scores.final_train],
    ] as const
    for (const [partition_, fold, found] of parts) {
      const row = expected.find(one => one.run_id === id && one.partition === partition_ && one.fold === fold)!
      for (const name of [
        'accuracy',
        'balanced_accuracy',
        'f1_weighted',
        'f1_macro',
        'precision_macro',
        'recall_macro',
      ]) {
        expect(found![name], `${partition_} ${name}`).toBeCloseTo(Number(row[name]), 10)
      }
    }
  })
})
