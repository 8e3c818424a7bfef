import { ofClasses } from '../displays/index.ts'
import { UnsupportedRequest } from '../errors/index.ts'
import type { PredictionArrays, PredictionRecord } from '../records/index.ts'
import { labelledArrays } from './labelled-arrays.ts'

const identity = ['id', 'dataset', 'target', 'model_name', 'preprocessings', 'partition', 'fold_id'] as const
const sample = ['sample_index', 'sample_id'] as const

export type LineCell = string | number | null | undefined

/** How predictions become lines, one a sample. */
export interface PredictionLines {
  readonly header: readonly string[]
  readonly lines: (record: PredictionRecord, arrays: PredictionArrays) => readonly (readonly LineCell[])[]
}

/**
 * Columns for the records: of quantities `y_true,y_pred,residual`; of classes `measured,predicted` and the probability of
 * each class, which is why `read` reads all arrays once before the first line. `branch_name` where any record has one.
 *
 * @throws UnsupportedRequest where quantities and classes are mixed
 */
export async function predictionLines(
  records: readonly PredictionRecord[],
  read: (record: PredictionRecord) => Promise<PredictionArrays>,
): Promise<PredictionLines> {
  const branches = records.some(({ branch_name }) => branch_name !== null) ? (['branch_name'] as const) : []
  const columns = [...identity, ...branches]
  const shared = (record: PredictionRecord) => columns.map(column => record[column])
  if (!records.some(ofClasses)) return quantities(columns, shared)
  if (!records.every(ofClasses)) {
    throw UnsupportedRequest({
      what: 'An export of these predictions into one file',
      reason: 'some are of quantities and some of classes, which have other columns',
      instead: 'Choose one kind: --where task_type:regression or --where task_type:classification.',
    })
  }
  const probable = new Set<string>()
  for (const record of records) {
    const { classes, y_proba } = await read(record)
    if (y_proba) for (const label of classes ?? []) probable.add(label)
  }
  return classes(columns, shared, [...probable])
}

type Shared = (record: PredictionRecord) => readonly (string | null)[]

const quantities = (columns: readonly string[], shared: Shared): PredictionLines => ({
  header: [...columns, ...sample, 'y_true', 'y_pred', 'residual'],
  lines: (record, { y_true, y_pred, sample_indices, sample_ids }) =>
    y_pred.map((value, i) => {
      const truth = y_true[i]
      const residual = truth === undefined ? undefined : value - truth
      return [...shared(record), sample_indices[i], sample_ids?.[i], truth, value, residual]
    }),
})

const classes = (columns: readonly string[], shared: Shared, probable: readonly string[]): PredictionLines => ({
  header: [...columns, ...sample, 'measured', 'predicted', ...probable.map(label => `p_${label}`)],
  lines: (record, arrays) => {
    const { y_true, y_pred } = labelledArrays(arrays)
    const { sample_indices, sample_ids, y_proba } = arrays
    const places = probable.map(label => arrays.classes?.indexOf(label) ?? -1)
    return y_pred.map((predicted, i) => [
      ...shared(record),
      sample_indices[i],
      sample_ids?.[i],
      y_true[i],
      predicted,
      ...places.map(place => y_proba?.[i]?.[place]),
    ])
  },
})
