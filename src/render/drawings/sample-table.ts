import { formatScore, type PredictionArrays, printable, type TableDisplay } from '../../core/index.ts'

type Samples = PredictionArrays & {
  readonly n_models?: readonly number[]
  readonly y_sd?: readonly (number | null)[] | null
}

/** One row a sample; classes by their labels, with a column of probabilities each. */
export function samplesOf({ y_true, y_pred, y_proba, classes, sample_indices, sample_ids, n_models, y_sd }: Samples) {
  const label = (code: number) => (classes ? (classes[code] ?? null) : code)
  return sample_indices.map((row, i) => ({
    sample_index: row,
    sample_id: sample_ids?.[i] ?? null,
    y_true: label(y_true[i]!),
    y_pred: label(y_pred[i]!),
    ...(classes === null && { residual: y_pred[i]! - y_true[i]! }),
    ...(n_models && { n_models: n_models[i]! }),
    ...(y_sd && { y_sd: y_sd[i] ?? null }),
    ...(y_proba && classes && Object.fromEntries(classes.map((name, k) => [`p_${name}`, y_proba[i]![k]!]))),
  }))
}

export function sampleTable(arrays: PredictionArrays): TableDisplay {
  const rows = samplesOf(arrays)
  const text = (value: string | number | null) =>
    value === null ? '–' : typeof value === 'number' ? formatScore(value) : printable(value)
  return {
    kind: 'table',
    title: 'Measured and predicted',
    columns: [
      { label: 'Sample', align: 'left' },
      { label: 'Measured', align: 'right' },
      { label: 'Predicted', align: 'right' },
    ],
    rows: rows.map(row => [
      row.sample_id === null ? String(row.sample_index) : printable(row.sample_id),
      text(row.y_true),
      text(row.y_pred),
    ]),
    whenEmpty: 'No sample.',
  }
}
