import { OneClass } from '../../errors/index.ts'
import { type Matrix, zeros } from '../../math/matrix.ts'
import type { ClassScoreKind } from '../../operators/index.ts'

/** Codes among which each occurs, as classifiers want them. */
export interface PresentClasses {
  /** The given code of each new one, ascending. */
  readonly present: readonly number[]
  readonly codes: Float64Array
}

/** @throws OneClass where fewer than two classes occur */
export function presentClasses(y: Float64Array): PresentClasses {
  const present = [...new Set(y)].sort((a, b) => a - b)
  if (present.length < 2) throw OneClass({ n_samples: y.length })
  const places = new Map(present.map((code, place) => [code, place]))
  return { present, codes: y.map(code => places.get(code)!) }
}

/** Scores for all classes: those that did not occur in training come last in every row. */
export function spreadScores(
  scores: Matrix,
  present: readonly number[],
  n_classes: number,
  kind: ClassScoreKind,
): Matrix {
  if (present.length === n_classes) return scores
  const spread = zeros(scores.rows, n_classes)
  for (let i = 0; i < scores.rows; i++) {
    const row = scores.values.subarray(i * scores.columns, (i + 1) * scores.columns)
    if (kind === 'decisions') {
      spread.values.fill(row.reduce((a, b) => Math.min(a, b)) - 1, i * n_classes, (i + 1) * n_classes)
    }
    present.forEach((code, place) => {
      spread.values[i * n_classes + code] = row[place]!
    })
  }
  return spread
}

/** The class with the greatest score of each row, of equal ones the first: (n_samples,). */
export function likeliest({ rows, columns, values }: Matrix): Float64Array {
  const codes = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    for (let k = 1; k < columns; k++) {
      if (values[i * columns + k]! > values[i * columns + codes[i]!]!) codes[i] = k
    }
  }
  return codes
}
