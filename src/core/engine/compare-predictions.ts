import { UnsupportedRequest } from '../errors/index.ts'
import type { ComparedPrediction, PredictionComparison, PredictionRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { letterOf } from './comparison-verdict.ts'
import { differingFields } from './differing-fields.ts'
import { lossOf, pairedTests, significance, testOf } from './paired-tests.ts'
import { readArray } from './read-prediction.ts'

/** Identity, scores and places of arrays. */
const leftOut = ['id', 'result_id', 'created_at', 'scores', 'train_score', 'val_score', 'test_score']
const arrays = ['y_true', 'y_pred', 'sample_indices', 'y_proba']

/**
 * Hold predictions against the first: of what describes them only what differs, their scores, and a paired test on the samples
 * that both have. @throws UnsupportedRequest for fewer than two, and for several targets or datasets
 */
export async function comparePredictions(
  workspace: Workspace,
  records: readonly PredictionRecord[],
): Promise<PredictionComparison> {
  const refuse = (reason: string, instead: string) => UnsupportedRequest({ what: 'This comparison', reason, instead })
  const [first] = records
  if (!first || records.length < 2) throw refuse('there is only one prediction', 'Give two or more predictions.')
  if (records.some(({ dataset, target }) => dataset !== first.dataset || target !== first.target)) {
    throw refuse(
      'the predictions are of several datasets or targets',
      'Compare predictions of one target of one dataset.',
    )
  }
  const loss = lossOf(first.task_type)
  const test = testOf(first.task_type)
  const losses = await Promise.all(
    records.map(async record => {
      const [truth, predicted, rows] = await Promise.all(
        (['y_true', 'y_pred', 'sample_indices'] as const).map(name => readArray(workspace, record, name)),
      )
      return new Map(Array.from(rows!, (row, i) => [row, loss(predicted![i]!, truth![i]!)]))
    }),
  )
  const compared = records.map((record, i): ComparedPrediction => {
    const common = [...losses[i]!.keys()].filter(row => losses[0]!.has(row))
    const of = (which: number) => Float64Array.from(common, row => losses[which]!.get(row)!)
    const tested = i > 0 && common.length > 0 ? pairedTests[test](of(i), of(0)) : null
    const verdict =
      i === 0
        ? 'baseline'
        : !tested
          ? 'other samples'
          : tested.p > significance
            ? 'tie'
            : tested.difference < 0
              ? 'better'
              : 'worse'
    return {
      letter: letterOf(i),
      id: record.id,
      scores: record.scores,
      differences: Object.fromEntries(
        Object.entries(record.scores).map(([name, score]) => {
          const before = first.scores[name]
          return [name, typeof score === 'number' && typeof before === 'number' ? score - before : null]
        }),
      ),
      n_common: common.length,
      p_value: tested?.p ?? null,
      verdict,
    }
  })
  const described = records.map(record =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !arrays.some(array => name.startsWith(`${array}_`)))),
  )
  return { differences: differingFields(described, leftOut), test, predictions: compared }
}
