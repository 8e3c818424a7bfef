import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bestScores } from '../../src/cli/output/best-scores.ts'
import type { PredictionArrays } from '../../src/core/index.ts'
import { classArrays, classDataset, classPrediction, classResult } from '../displays/class-records.ts'
import { predictionRecord, resultRecord, runRecord } from '../displays/records.ts'
import { fakeEngine, metricCards } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const { id } = classPrediction()
const fold = (fold_id: string, changes = {}) =>
  classPrediction({ id: `k1-${fold_id}`, fold_id, partition: 'val', ...changes })
const run = runRecord({
  best_results: [
    {
      dataset: 'corn',
      result_id: 'k1',
      template_id: 't1',
      pipeline_config: 'SNV > PLSDA(n_components=4)',
      pipeline_config_id: 'c',
      score: 0.91,
      score_partition: 'val',
      metric: 'balanced_accuracy',
    },
  ],
})

const engine = (changes: Partial<PredictionArrays> = {}, more: Parameters<typeof fakeEngine>[0] = {}) =>
  fakeEngine({
    runs: [run],
    results: [classResult()],
    predictions: [classPrediction()],
    datasets: [classDataset()],
    arrays: () => classArrays(changes),
    ...more,
  })

it('shows a prediction of classes with its confusion matrix, without being asked for arrays', async () => {
  const { code, out } = await invoke(['predictions', 'show', id], { engine: engine() })
  expect(code).toBe(0)
  expect(out).toContain('Balanced accuracy  0.500')
  expect(out).toContain('Confusion matrix: PLSDA on corn, test set, refitted model')
  expect(out).toMatch(/^Measured \\ predicted +a +b +c +n +Recall$/m)
  expect(out).toMatch(/^b +1 +1 +0 +2 +0\.50$/m)
  expect(out).toMatch(/^Precision +0\.75 +0\.50 +–$/m)
  expect(out).toContain('a probability of 0.75 on average, and is right in 0.67')
  expect(out).not.toContain('s13')
})

it('shows sample by sample which class was measured and which predicted, with every probability', async () => {
  const { out } = await invoke(['predictions', 'show', id, '--arrays'], { engine: engine() })
  expect(out).toMatch(/^Row +Sample +Measured +Predicted +p a +p b +p c$/m)
  expect(out).toMatch(/^ +13 +s13 +b +a +wrong +0\.900 +0\.060 +0\.040$/m)
  expect(out).toMatch(/^ +14 +s14 +b +b +0\.200 +0\.700 +0\.100$/m)
})

it('prints labels in place of codes as JSON, and lists them', async () => {
  const printed = async (changes: Partial<PredictionArrays>) =>
    JSON.parse((await invoke(['predictions', 'show', id, '--arrays', '--json'], { engine: engine(changes) })).out)
  const texts = await printed({})
  expect(texts.classes).toEqual(['a', 'b', 'c'])
  expect(texts.y_true).toEqual(['a', 'a', 'a', 'b', 'b', 'c'])
  expect(texts.y_pred).toEqual(['a', 'a', 'a', 'a', 'b', 'b'])
  expect(texts.y_proba[3]).toEqual([0.9, 0.06, 0.04])
  const numbers = await printed({ classes: ['1', '2.5', '-3'] })
  expect(numbers.classes).toEqual([1, 2.5, -3])
  expect(numbers.y_true.at(-1)).toBe(-3)
  // One that is no number, or is written as none, keeps all of them texts.
  expect((await printed({ classes: ['1', '02', '3'] })).y_true.at(-1)).toBe('3')
  expect((await printed({ y_pred: [0, 0, 0, 0, 1, Number.NaN] })).y_pred.at(-1)).toBeNull()
})

it('says in its help what arrays of classes hold, and what the columns of an export are', async () => {
  expect((await invoke(['predictions', 'show', '--help'])).out).toMatch(/labels: numbers where all labels are numbers/)
  expect((await invoke(['predictions', 'export', '--help'])).out).toContain('p_<class>')
})

it('exports labels, and a column of probabilities for each class', async () => {
  const { out } = await invoke(['predictions', 'export'], { engine: engine() })
  const lines = out.trimEnd().split('\n')
  expect(lines[0]).toBe(
    'id,dataset,target,model_name,preprocessings,partition,fold_id,sample_index,sample_id,measured,predicted,p_a,p_b,p_c',
  )
  expect(lines[4]).toBe(`${id},corn,variety,PLSDA,SNV,test,final,13,s13,b,a,0.9,0.06,0.04`)
  expect(lines).toHaveLength(7)
})

it('leaves probabilities empty, or their columns out, where a model gives none', async () => {
  const predictions = [classPrediction({ id: 'sure' }), classPrediction({ id: 'unsure' })]
  const mixed = engine({}, { predictions, arrays: id => classArrays(id === 'sure' ? { y_proba: null } : {}) })
  const lines = (await invoke(['predictions', 'export'], { engine: mixed })).out.trimEnd().split('\n')
  expect(lines[1]).toMatch(/^sure,.*,a,a,,,$/)
  expect(lines[7]).toMatch(/^unsure,.*,a,a,0\.8,0\.1,0\.1$/)
  const none = await invoke(['predictions', 'export'], { engine: engine({ y_proba: null }) })
  expect(none.out.split('\n')[0]).toMatch(/,measured,predicted$/)
})

it('names the branch in an export where any prediction has one', async () => {
  const predictions = [classPrediction({ branch_id: 0, branch_name: 'snv' }), classPrediction({ id: 'other' })]
  const lines = (await invoke(['predictions', 'export'], { engine: engine({}, { predictions }) })).out.split('\n')
  expect(lines[0]).toContain(',fold_id,branch_name,sample_index,')
  expect(lines[1]).toContain(',final,snv,10,')
  expect(lines[7]).toContain(',final,,10,')
})

it('refuses to put quantities and classes into one file, before it makes one', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'n4a-')), 'out.csv')
  const predictions = [classPrediction(), predictionRecord()]
  const { code, err } = await invoke(['predictions', 'export', '-o', file], { engine: engine({}, { predictions }) })
  expect(code).toBe(2)
  expect(err).toContain('some are of quantities and some of classes')
  expect(err).toContain('--where task_type:')
  expect(existsSync(file)).toBe(false)
})

it('shows a result of classes with the confusion matrix of its folds', async () => {
  const predictions = [fold('0'), fold('1'), classPrediction()]
  const { out } = await invoke(['results', 'show', 'k1'], { engine: engine({}, { predictions }) })
  expect(out).toContain('Classes        a, b, c')
  expect(out).toContain('Confusion matrix: PLSDA on corn, 2 folds pooled')
  expect(out).toMatch(/^a +6 +0 +0 +6 +1\.00$/m)
  expect(out).toContain('Folds: Balanced accuracy')
  expect(out).not.toContain('Branches and models')
})

it('shows branches and models of a result, with the folds of each', async () => {
  const predictions = ['snv', 'raw'].flatMap((branch_name, branch_id) =>
    ['0', '1'].map(id => fold(id, { id: `k1-${branch_name}-${id}`, branch_name, branch_id, member: branch_id })),
  )
  const { out } = await invoke(['results', 'show', 'k1'], { engine: engine({}, { predictions }) })
  expect(out).toMatch(/^# +Branch +Model +Parameters +CV mean ± sd +Test +Ranks +Predictions$/m)
  expect(out).toMatch(/^1 +snv +PLSDA +n_components=10 +0\.500 ± 0\.0 +– +best +2$/m)
  expect(out).toContain('Folds of #1 PLSDA, branch snv: Balanced accuracy')
  const listed = await invoke(['predictions', 'list'], { engine: engine({}, { predictions }) })
  expect(listed.out).toMatch(/^Branch +Model /)
  const shown = await invoke(['predictions', 'show', 'k1-raw-0'], { engine: engine({}, { predictions }) })
  expect(shown.out).toMatch(/^Branch +raw$/m)
})

it('lists results with the number of their predictions and their best under its name', async () => {
  const { out } = await invoke(['results', 'list'], { engine: engine() })
  expect(out).toMatch(/^Dataset +Pipeline +Balanced accuracy cv .*Predictions/)
  const runs = await invoke(['runs', 'list'], { engine: engine() })
  expect(runs.out).toContain('corn Balanced accuracy (out-of-fold) 0.910')
  const shown = await invoke(['runs', 'show', 'latest'], { engine: engine() })
  expect(shown.out).toContain('Balanced accuracy cv ± sd')
  expect(shown.out).not.toMatch(/RMSE|R²/)
})

it('lists results of both kinds with each ranked by its own metric', async () => {
  const { out } = await invoke(['results', 'list'], {
    engine: engine({}, { results: [classResult(), resultRecord()] }),
  })
  expect(out).toMatch(/^corn .* Balanced accuracy 0\.910 /m)
  expect(out).toMatch(/^fat .* RMSE 2\.50 /m)
})

it('keeps the highest score of a dataset as the best while a run goes on', () => {
  const best = bestScores(metricCards)
  for (const best_score of [0.8, 0.93, 0.9]) best.add([classResult({ best_score })])
  expect(best.text()).toBe('corn Balanced accuracy (out-of-fold) 0.930')
})

it('shows how many samples each class of a dataset has', async () => {
  const { out } = await invoke(['datasets', 'show', 'ds_corn'], { engine: engine() })
  expect(out).toMatch(/^Target +variety, 3 classes: b 140 · c 40 · a 35$/m)
  expect(out).not.toContain('mean')
})
