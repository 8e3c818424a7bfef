import {
  classLabels,
  formatScore,
  formatShare,
  type PredictionArrays,
  quote,
  type TableDisplay,
} from '../../core/index.ts'

/** Sample by sample: of quantities the residual, of classes the probability of each and which are wrong. */
export function arraysTable(arrays: PredictionArrays, ofClasses: boolean): TableDisplay {
  const { sample_indices, sample_ids } = arrays
  const { columns, cells } = ofClasses ? classColumns(arrays) : quantityColumns(arrays)
  return {
    kind: 'table',
    title: 'Predictions',
    columns: [
      { label: 'Row', align: 'right' },
      ...(sample_ids ? [{ label: 'Sample', align: 'left' as const }] : []),
      ...columns,
    ],
    rows: arrays.y_true.map((_, i) => [
      String(sample_indices[i] ?? i),
      ...(sample_ids ? [quote(sample_ids[i]).slice(1, -1)] : []),
      ...cells(i),
    ]),
    whenEmpty: 'This prediction has no samples.',
  }
}

interface OwnColumns {
  readonly columns: TableDisplay['columns']
  readonly cells: (sample: number) => readonly string[]
}

const quantityColumns = ({ y_true, y_pred }: PredictionArrays): OwnColumns => ({
  columns: ['Measured', 'Predicted', 'Residual'].map(label => ({ label, align: 'right' })),
  cells: i => [
    formatScore(y_true[i], 5),
    formatScore(y_pred[i], 5),
    formatScore((y_pred[i] ?? Number.NaN) - y_true[i]!),
  ],
})

function classColumns(arrays: PredictionArrays): OwnColumns {
  const { y_true, y_pred, y_proba } = arrays
  const labels = classLabels(arrays)
  const label = (code: number | undefined) => labels[code ?? Number.NaN] ?? '–'
  return {
    columns: [
      { label: 'Measured', align: 'left' },
      { label: 'Predicted', align: 'left' },
      { label: ' ', align: 'left' },
      ...(y_proba ? labels.map((name, k) => ({ label: `p ${name}`, align: 'right' as const, priority: k + 1 })) : []),
    ],
    cells: i => [
      label(y_true[i]),
      label(y_pred[i]),
      y_true[i] === y_pred[i] ? '' : 'wrong',
      ...(y_proba ? labels.map((_, k) => formatShare(y_proba[i]?.[k], 3)) : []),
    ],
  }
}
