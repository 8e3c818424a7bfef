import type { NewPrediction, NewPredictions } from '../records/index.ts'
import { numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatCount, formatScore } from './format.ts'

const percent = (share: number) => `${Number((100 * share).toPrecision(4))} %`

/** A row for each new sample: what is predicted, within what, and what speaks against it. */
export function newPredictionsTable(predictions: NewPredictions): TableDisplay {
  const { target, pipeline_config, model, samples, classes, confidence, domain } = predictions
  const measured = samples.some(({ y_true }) => y_true !== undefined)
  const bounded = samples.some(({ lower }) => lower !== null)
  const columns: readonly Column<NewPrediction>[] = [
    textColumn('sample_id', 'Sample', 0, ({ sample_id }) => sample_id),
    classes
      ? textColumn('y_pred', `Predicted ${target}`, 0, ({ y_pred }) => String(y_pred))
      : numberColumn('y_pred', `Predicted ${target}`, { priority: 0 }, ({ y_pred }) => Number(y_pred)),
    ...(bounded ? [textColumn<NewPrediction>('interval', `${percent(confidence)} interval`, 1, intervalText)] : []),
    ...(classes
      ? [numberColumn<NewPrediction>('probability', 'Probability', { priority: 1 }, sample => likeliest(sample))]
      : []),
    ...(measured ? [textColumn<NewPrediction>('y_true', 'Measured', 1, ({ y_true }) => valueText(y_true))] : []),
    ...(domain
      ? [
          numberColumn<NewPrediction>('hotelling_t2', 'T²', { priority: 3 }, sample => sample.hotelling_t2),
          numberColumn<NewPrediction>('q_residual', 'Q', { priority: 3 }, sample => sample.q_residual),
        ]
      : []),
    textColumn('reasons', 'Domain', 2, domainText),
  ]
  const title = `${formatCount(samples.length, 'sample')} by ${pipeline_config} (${model})`
  return tableOf(title, columns, samples, 'The file holds no sample.')
}

const valueText = (value: number | string | undefined): string =>
  typeof value === 'number' ? formatScore(value) : (value ?? '–')

const intervalText = ({ lower, upper }: NewPrediction): string =>
  lower === null ? '–' : `${formatScore(lower)} … ${formatScore(upper)}`

const likeliest = ({ y_proba }: NewPrediction): number | null => (y_proba ? Math.max(...y_proba) : null)

function domainText({ inside_domain, reasons }: NewPrediction): string {
  if (inside_domain === null) return 'not known'
  return inside_domain ? 'inside' : `outside: ${reasons.join('; ')}`
}
