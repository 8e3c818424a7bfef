import { printable } from '../errors/index.ts'
import type { PredictionArrays, PredictionRecord } from '../records/index.ts'
import { formatCount } from './format.ts'

export const partitionWords = { train: 'calibration', val: 'cross-validation', test: 'test set' } as const
/** Classes are learned, not calibrated. */
const classPartitionWords = { train: 'training set', val: 'cross-validation', test: 'test set' } as const

export const foldWord = (fold_id: string) =>
  fold_id === 'final' ? 'refitted model' : /^\d+$/.test(fold_id) ? `fold ${fold_id}` : `${fold_id} of the folds`

/** `PLSRegression`; `PLSRegression, branch snv`. */
export const modelWords = ({
  model_name,
  branch_name,
}: Pick<PredictionRecord, 'model_name' | 'branch_name'>): string =>
  branch_name ? `${model_name}, branch ${branch_name}` : model_name

/** `Residuals: PLSRegression on fat, test set, refitted model`. */
export function headline(prediction: PredictionRecord, what: string): string {
  const { dataset, partition, fold_id, task_type } = prediction
  const words = task_type === 'regression' ? partitionWords : classPartitionWords
  return printable(`${what}: ${modelWords(prediction)} on ${dataset}, ${words[partition]}, ${foldWord(fold_id)}`)
}

/** The same for the folds of one result together. */
export const foldsHeadline = (prediction: PredictionRecord, what: string, folds: number): string =>
  printable(`${what}: ${modelWords(prediction)} on ${prediction.dataset}, ${formatCount(folds, 'fold')} pooled`)

/** A sample's id, or its row. */
export const sampleName = ({ sample_ids, sample_indices }: PredictionArrays, i: number): string =>
  printable(sample_ids?.[i] ?? `row ${sample_indices[i] ?? i}`)
