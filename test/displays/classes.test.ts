import { describe, expect, it } from 'vitest'
import {
  calibrationNote,
  classTable,
  componentCurve,
  confusionMatrix,
  datasetsTable,
  foldTables,
  leaderboardTable,
  leadingModel,
  matrixTable,
  metricsTable,
  modelsTable,
  pooledConfusionMatrix,
  predictedModels,
  predictionsTable,
  resultsTable,
  runsTable,
  scoreLabel,
  type TableDisplay,
  targetFacts,
  wrongSamplesTable,
} from '../../src/core/displays/index.ts'
import { allCards, classArrays, classDataset, classFamily, classPrediction, classResult } from './class-records.ts'
import { predictionRecord, registeredDataset, resultRecord, runRecord } from './records.ts'

const labels = ({ columns }: TableDisplay) => columns.map(({ label }) => label)
const cell = (table: TableDisplay, label: string, row = 0) => table.rows[row]?.[labels(table).indexOf(label)]

describe('confusion matrix', () => {
  const matrix = confusionMatrix(classPrediction(), classArrays(), { metrics: allCards })

  it('counts true classes in rows and predicted ones in columns', () => {
    expect(matrix.texts).toEqual([
      ['3', '0', '0'],
      ['1', '1', '0'],
      ['0', '1', '0'],
    ])
    expect(matrix.rows.names).toEqual(['a', 'b', 'c'])
    expect(matrix.title).toBe('Confusion matrix: PLSDA on corn, test set, refitted model')
  })

  it('has samples and recall of each row, predictions and precision of each column', () => {
    expect(matrix.rows.summaries.map(({ texts }) => texts)).toEqual([
      ['3', '2', '1'],
      ['1.00', '0.50', '0.00'],
    ])
    // Nothing was predicted as c, so its precision is not defined.
    expect(matrix.columns.summaries.map(({ texts }) => texts)).toEqual([
      ['4', '2', '0'],
      ['0.75', '0.50', '–'],
    ])
  })

  it('is as dark as the share of the true class', () => {
    expect(matrix.shades).toEqual([
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0, 1, 0],
    ])
  })

  it('notes the ranking score first, under its name', () => {
    expect(matrix.notes.slice(0, 3)).toEqual(['n 6', 'Balanced accuracy 0.500', 'Accuracy 0.667'])
  })

  it('leaves out samples without a class and says so', () => {
    const arrays = classArrays({ y_pred: [0, 0, 0, 0, 1, Number.NaN] })
    const { texts, notes } = confusionMatrix(classPrediction(), arrays)
    expect(texts[2]).toEqual(['0', '0', '0'])
    expect(notes).toContain('1 sample without a class not counted')
  })

  it('takes codes for names where no labels are stored', () => {
    expect(confusionMatrix(classPrediction(), classArrays({ classes: null })).rows.names).toEqual(['0', '1', '2'])
  })

  it('adds the folds of a cross-validation up', () => {
    const fold = (fold_id: string) => ({
      prediction: classPrediction({ fold_id, partition: 'val' }),
      arrays: classArrays(),
    })
    const pooled = pooledConfusionMatrix([fold('0'), fold('1')], { balanced_accuracy: 0.5 }, { metrics: allCards })
    expect(pooled.texts[0]).toEqual(['6', '0', '0'])
    expect(pooled.title).toBe('Confusion matrix: PLSDA on corn, 2 folds pooled')
    const none = pooledConfusionMatrix([], {})
    expect(none.texts).toEqual([])
    expect(matrixTable(none).rows).toEqual([])
    expect(none.whenEmpty).toContain('cross-validation')
  })

  it('names branch and model', () => {
    const { title } = confusionMatrix(classPrediction({ branch_name: 'snv', branch_id: 0 }), classArrays())
    expect(title).toContain('PLSDA, branch snv on corn')
  })

  it('reads as a table where no cells can be drawn', () => {
    const table = matrixTable(matrix)
    expect(labels(table)).toEqual(['Measured \\ predicted', 'a', 'b', 'c', 'n', 'Recall'])
    expect(table.rows[1]).toEqual(['b', '1', '1', '0', '2', '0.50'])
    expect(table.rows.at(-1)).toEqual(['Precision', '0.75', '0.50', '–', '', ''])
  })

  it('numbers the columns of that table where their names would not fit', () => {
    const classes = Array.from({ length: 12 }, (_, i) => `cultivar ${i + 1}`)
    const table = matrixTable(confusionMatrix(classPrediction(), classArrays({ classes })))
    expect(labels(table).slice(1, 13)).toEqual(classes.map((_, i) => String(i + 1)))
    expect(table.rows[11]?.[0]).toBe('12 cultivar 12')
  })

  it('makes hostile labels printable', () => {
    const classes = ['\u001b[2J', 'b', 'c']
    const shown = [
      classTable([classArrays({ classes })]).rows.flat(),
      wrongSamplesTable([classArrays({ classes, sample_ids: null })]).rows.flat(),
    ].flat()
    expect(shown.join('')).not.toContain('\u001b')
    expect(confusionMatrix(classPrediction(), classArrays({ classes })).rows.names[0]).toBe('\\u001b[2J')
  })
})

describe('class by class', () => {
  it('shows recall, precision and F1', () => {
    const table = classTable([classArrays()])
    expect(table.rows.map(row => row.slice(0, 7))).toEqual([
      ['a', '3', '4', '3', '1.000', '0.750', '0.857'],
      ['b', '2', '2', '1', '0.500', '0.500', '0.500'],
      ['c', '1', '0', '0', '0.000', '–', '0.000'],
    ])
  })

  it('lists wrong samples, the most surprising first, with both probabilities', () => {
    const table = wrongSamplesTable([classArrays()])
    expect(table.title).toBe('Wrong samples: 2 of 6 samples')
    expect(table.rows).toEqual([
      ['1', 's13', 'b → a', '0.90', '0.06'],
      ['2', 's15', 'c → b', '0.50', '0.40'],
    ])
    expect(wrongSamplesTable([classArrays()], { limit: 1 }).rows).toHaveLength(1)
  })

  it('leaves probabilities out where the model gives none, and says where nothing is wrong', () => {
    const arrays = classArrays({ y_proba: null })
    expect(labels(wrongSamplesTable([arrays]))).toEqual(['#', 'Sample', 'Measured → predicted'])
    expect(wrongSamplesTable([classArrays({ y_pred: [0, 0, 0, 1, 1, 2] })]).whenEmpty).toContain('Every sample')
  })
})

describe('probabilities beside how often they were right', () => {
  const part = (n: number, right: number, p: number) =>
    classArrays({
      classes: ['a', 'b'],
      y_true: Array.from({ length: n }, (_, i) => (i < right ? 0 : 1)),
      y_pred: Array<number>(n).fill(0),
      y_proba: Array.from({ length: n }, () => [p, 1 - p]),
    })

  it('says the mean probability of the predicted class and the accuracy', () => {
    // (0.8 + 0.7 + 0.9 + 0.9 + 0.7 + 0.5) / 6 = 0.75; 4 of 6 are right.
    expect(calibrationNote([classArrays()])).toBe(
      'The predicted class has a probability of 0.75 on average, and is right in 0.67 of the samples.',
    )
    expect(calibrationNote([classArrays({ y_proba: null })])).toBeNull()
  })

  it('calls a model too sure, or not sure enough, only beyond two standard errors', () => {
    // 80 of 100 right: two standard errors are 0.08.
    expect(calibrationNote([part(100, 80, 0.95)])).toContain('too sure of itself')
    expect(calibrationNote([part(100, 80, 0.87)])).not.toContain('sure')
    expect(calibrationNote([part(100, 80, 0.6)])).toContain('not sure enough')
    expect(calibrationNote([part(10, 8, 0.95)])).not.toContain('sure of itself')
    expect(calibrationNote([part(100, 100, 0.99)])).not.toContain('sure')
  })
})

describe('scores where higher is better', () => {
  it('are called by their part in words, and short over columns', () => {
    expect(scoreLabel('balanced_accuracy', 'val', allCards)).toBe('Balanced accuracy (out-of-fold)')
    expect(scoreLabel('balanced_accuracy', 'test', allCards)).toBe('Balanced accuracy (test)')
    expect(scoreLabel('rmse', 'val', allCards)).toBe('RMSECV')
    const table = resultsTable([classResult()], allCards)
    expect(cell(table, 'Balanced accuracy cv')).toBe('0.910')
    expect(cell(table, 'Balanced accuracy test')).toBe('0.885 (folds)')
    expect(cell(table, 'Accuracy cv')).toBe('0.930')
    expect(cell(table, 'Predictions')).toBe('15')
    expect(labels(table).filter(label => /RMSE|R²|RPD/.test(label))).toEqual([])
  })

  it('stand on the leaderboard with the difference to the test set in points, not as a share of an error', () => {
    const table = leaderboardTable([classResult()], { metrics: allCards })
    expect(cell(table, 'Balanced accuracy cv ± sd')).toBe('0.910 ± 0.031')
    expect(cell(table, 'Test − cv')).toBe('−0.025')
    expect(labels(table).filter(label => /RMSE|R²|RPD|Gap/.test(label))).toEqual([])
  })

  it('stand beside errors where a workspace has both', () => {
    const both = [classResult(), resultRecord()]
    const table = resultsTable(both, allCards)
    expect(table.rows.map(row => row[2])).toEqual(['Balanced accuracy 0.910', 'RMSE 2.50'])
    expect(cell(table, 'R² cv', 1)).toBe('0.960')
    expect(cell(table, 'R² cv', 0)).toBe('–')
    expect(labels(table)).not.toContain('RMSECV')
    const board = leaderboardTable(both, { metrics: allCards })
    expect([cell(board, 'Gap', 0), cell(board, 'Gap', 1)]).toEqual(['−0.025', '+10 %'])
    expect(cell(board, 'Metric', 0)).toBe('Balanced accuracy')
  })

  it('are the best of a run under their own name', () => {
    const best = { result_id: 'k1', template_id: 't', pipeline_config: 'p', pipeline_config_id: 'p', dataset: 'corn' }
    const run = runRecord({
      best_results: [{ ...best, score: 0.91, score_partition: 'val', metric: 'balanced_accuracy' }],
    })
    expect(cell(runsTable([run], allCards), 'Best')).toBe('corn Balanced accuracy (out-of-fold) 0.910')
  })

  it('are trained and tested, not calibrated', () => {
    expect(labels(metricsTable(classResult(), allCards))).toContain('Train (folds)')
    expect(labels(metricsTable(resultRecord(), allCards))).toContain('Cal. (folds)')
  })

  it('have columns of their own task in predictions', () => {
    const table = predictionsTable([classPrediction()], allCards)
    expect(cell(table, 'Balanced accuracy test')).toBe('0.500')
    expect(cell(table, 'Accuracy')).toBe('0.667')
    expect(labels(table).filter(label => ['R²', 'Bias', 'SEP', 'Branch'].includes(label))).toEqual([])
  })
})

describe('score against the number of components', () => {
  const family = classFamily({ 1: 0.4, 2: 0.7, 3: 0.89, 4: 0.88, 5: 0.92, 6: 0.9 }, 0.1)
  const curve = componentCurve(family, family[0]!, 5, { metrics: allCards })

  it('marks the highest, and the smallest number within one standard error below it', () => {
    // 0.92 − 0.1 / √5 = 0.875: three components (0.89) are the smallest above.
    expect(curve.marks).toEqual([
      { x: 5, y: 0.92, label: 'maximum' },
      { x: 3, y: 0.89, label: 'one standard error' },
    ])
    expect(curve.notes[0]).toBe('Balanced accuracy (out-of-fold) is highest with 5 components: 0.920.')
    expect(curve.y.label).toBe('Balanced accuracy')
    expect(curve.series.map(({ name }) => name)).toEqual(['out-of-fold', 'train'])
  })

  it('marks nothing where the direction of the metric is not known', () => {
    const unknown = componentCurve(family, family[0]!, 5)
    expect(unknown.marks).toEqual([])
    expect(unknown.series[0]?.points).toHaveLength(6)
  })
})

describe('several models in one result', () => {
  const of = (member: number, branch_name: string | null, model_name: string, scores: readonly number[]) =>
    scores.map((balanced_accuracy, fold) =>
      classPrediction({
        member,
        id: `k1-${branch_name}-${model_name}-${fold}`,
        branch_id: branch_name === null ? null : branch_name.length,
        branch_name,
        model_name,
        fold_id: String(fold),
        partition: 'val',
        scores: { balanced_accuracy },
      }),
    )
  const predictions = [
    ...of(0, 'snv', 'PLSDA', [0.8, 0.9]),
    ...of(1, 'raw', 'PLSDA', [0.9, 0.96]),
    ...of(2, 'raw', 'LDA', [0.7, 0.7]),
  ]
  const models = predictedModels(predictions)

  it('are told apart by branch and model', () => {
    expect(models.map(({ branch_name, model_name }) => [branch_name, model_name])).toEqual([
      ['snv', 'PLSDA'],
      ['raw', 'PLSDA'],
      ['raw', 'LDA'],
    ])
    expect(predictedModels(of(0, null, 'PLSDA', [1, 2]))).toHaveLength(1)
  })

  it('stand beside each other with mean and sd over their folds', () => {
    const table = modelsTable(classResult(), models, allCards)
    expect(labels(table)).toEqual([
      '#',
      'Branch',
      'Model',
      'Parameters',
      'CV mean ± sd',
      'Test',
      'Ranks',
      'Predictions',
    ])
    expect(table.rows[0]).toEqual(['1', 'snv', 'PLSDA', 'n_components=10', '0.850 ± 0.071', '–', 'best', '2'])
    expect(labels(modelsTable(classResult(), predictedModels(of(0, null, 'PLSDA', [1])), allCards))).not.toContain(
      'Branch',
    )
  })

  it('say which of them ranks the result', () => {
    const result = classResult({ best_member: 1 })
    expect(leadingModel(result, models)?.branch_name).toBe('raw')
    expect(modelsTable(result, models, allCards).rows.map(row => row[6])).toEqual(['–', 'best', '–'])
    expect(leadingModel(result, [])).toBeUndefined()
  })

  it('have a table of folds each; only the one that ranks has the pooled score of the result', () => {
    const tables = foldTables(classResult({ best_member: 0 }), predictions, allCards)
    expect(tables.map(({ title }) => title)).toEqual([
      'Folds of #1 PLSDA, branch snv: Balanced accuracy',
      'Folds of #2 PLSDA, branch raw: Balanced accuracy',
      'Folds of #3 LDA, branch raw: Balanced accuracy',
    ])
    expect(tables[0]?.rows.map(([name]) => name)).toEqual(['0', '1', 'mean ± sd', 'pooled'])
    expect(tables[1]?.rows.map(row => row[2])).toEqual(['0.900', '0.960', '0.930 ± 0.042'])
    expect(foldTables(classResult(), of(0, null, 'PLSDA', [0.9]), allCards).map(({ title }) => title)).toEqual([
      'Folds: Balanced accuracy',
    ])
  })

  it('name their branch in the list of predictions, which has no such column without branches', () => {
    expect(cell(predictionsTable(predictions, allCards), 'Branch', 2)).toBe('raw')
    expect(labels(predictionsTable([predictionRecord()], allCards))).not.toContain('Branch')
  })
})

describe('datasets of classes', () => {
  it('show the samples of each class, the most frequent first, in place of a range', () => {
    expect(cell(datasetsTable([classDataset()]), 'Target')).toBe('variety: b 140 · c 40 · a 35')
    expect(targetFacts(classDataset())).toEqual([['variety', '3 classes: b 140 · c 40 · a 35']])
    expect(targetFacts(registeredDataset())).toEqual([['fat', '0.900 to 49.1, mean 18.1, sd 12.7']])
  })

  it('count the classes that a cell has no room for', () => {
    const class_counts = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`k${i}`, 9 - i]))
    expect(cell(datasetsTable([classDataset({ class_counts })]), 'Target')).toBe(
      'variety: k0 9 · k1 8 · k2 7 · k3 6 · … 5 more',
    )
  })
})
