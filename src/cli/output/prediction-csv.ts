import { ofClasses, type PredictionArrays, type PredictionRecord, UnsupportedRequest } from '../../core/index.ts'
import { csvLine } from './csv.ts'
import { labelledArrays } from './labelled-arrays.ts'

const identity = ['id', 'dataset', 'target', 'model_name', 'preprocessings', 'partition', 'fold_id'] as const
const sample = ['sample_index', 'sample_id'] as const

/** How predictions become lines of CSV. */
export interface PredictionCsv {
  readonly header: string
  readonly lines: (record: PredictionRecord, arrays: PredictionArrays) => readonly string[]
}

/**
 * Columns for the records: of quantities `y_true,y_pred,residual`; of classes `measured,predicted` and the probability of
 * each class, which is why `read` reads all arrays once before the first line. `branch_name` where any record has one.
 *
 * @throws UnsupportedRequest where quantities and classes are mixed
 */
export async function predictionCsv(
  records: readonly PredictionRecord[],
  read: (record: PredictionRecord) => Promise<PredictionArrays>,
): Promise<PredictionCsv> {
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

const quantities = (columns: readonly string[], shared: Shared): PredictionCsv => ({
  header: csvLine([...columns, ...sample, 'y_true', 'y_pred', 'residual']),
  lines: (record, { y_true, y_pred, sample_indices, sample_ids }) =>
    y_pred.map((value, i) => {
      const truth = y_true[i]
      const residual = truth === undefined ? undefined : value - truth
      return csvLine([...shared(record), sample_indices[i], sample_ids?.[i], truth, value, residual])
    }),
})

const classes = (columns: readonly string[], shared: Shared, probable: readonly string[]): PredictionCsv => ({
  header: csvLine([...columns, ...sample, 'measured', 'predicted', ...probable.map(label => `p_${label}`)]),
  lines: (record, arrays) => {
    const { y_true, y_pred } = labelledArrays(arrays)
    const { sample_indices, sample_ids, y_proba } = arrays
    const places = probable.map(label => arrays.classes?.indexOf(label) ?? -1)
    return y_pred.map((predicted, i) =>
      csvLine([
        ...shared(record),
        sample_indices[i],
        sample_ids?.[i],
        y_true[i],
        predicted,
        ...places.map(place => y_proba?.[i]?.[place]),
      ]),
    )
  },
})
