import type { Matrix } from '../math/matrix.ts'
import { classIndicators } from '../operators/index.ts'
import { likeliest } from '../pipeline/index.ts'
import type { Aggregation } from '../records/index.ts'

/** What one model said of some rows of a dataset. */
export interface ModelSamples {
  /** Rows of the dataset: (n,). */
  readonly rows: Float64Array
  /** Quantities or codes of classes: (n,) each. */
  readonly y_true: Float64Array
  readonly y_pred: Float64Array
  /** (n, n_classes); null for quantities and where the model gives none. */
  readonly probabilities: Matrix | null
  readonly weight: number
}

/** One value a row, rows ascending. */
export interface AggregateSamples {
  readonly rows: Float64Array
  readonly y_true: Float64Array
  readonly y_pred: Float64Array
  /** Probabilities or shares of votes: (n, n_classes); null for quantities. */
  readonly scores: Matrix | null
  readonly n_models: Int32Array
  /** Over the models, n − 1; NaN where one predicted the row. */
  readonly sd: Float64Array
}

interface Said {
  readonly y_true: number
  readonly values: (readonly number[])[]
  readonly weights: number[]
}

/**
 * Predictions of several models as one. `weighted` takes the weights of the models, scaled for each row to those that
 * predicted it; `vote` and models without probabilities count one vote for the class.
 * @param n_classes null for quantities
 */
export function aggregateSamples(
  models: readonly ModelSamples[],
  by: Aggregation,
  n_classes: number | null,
): AggregateSamples {
  const said = new Map<number, Said>()
  const probable = by !== 'vote' && models.every(({ probabilities }) => probabilities !== null)
  for (const model of models) {
    const columns = n_classes ?? 1
    const values = n_classes === null ? model.y_pred : votesOf(model, probable, n_classes).values
    model.rows.forEach((row, i) => {
      const known = said.get(row) ?? { y_true: model.y_true[i]!, values: [], weights: [] }
      said.set(row, known)
      known.values.push(Array.from(values.subarray(i * columns, (i + 1) * columns)))
      known.weights.push(by === 'weighted' ? model.weight : 1)
    })
  }
  const rows = Float64Array.from(said.keys()).sort()
  const each = Array.from(rows, row => said.get(row)!)
  const columns = n_classes ?? 1
  const together = Float64Array.from(
    each.flatMap(one =>
      Array.from({ length: columns }, (_, k) => {
        const values = one.values.map(row => row[k]!)
        return by === 'median' ? median(values) : weightedMean(values, one.weights)
      }),
    ),
  )
  const matrix: Matrix = { rows: rows.length, columns, values: together }
  return {
    rows,
    y_true: Float64Array.from(each, ({ y_true }) => y_true),
    y_pred: n_classes === null ? together : likeliest(matrix),
    scores: n_classes === null ? null : matrix,
    n_models: Int32Array.from(each, ({ values }) => values.length),
    sd: Float64Array.from(each, ({ values }) => deviation(values.map(([value]) => value!))),
  }
}

const votesOf = ({ probabilities, y_pred }: ModelSamples, probable: boolean, n_classes: number): Matrix =>
  probable && probabilities ? probabilities : classIndicators(y_pred, n_classes)

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  // Models without any weight still say something of rows that no other predicted.
  if (!(total > 0)) return values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function deviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
