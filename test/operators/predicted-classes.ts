import { type Matrix, row } from '../../src/core/math/matrix.ts'

/** The code of the greatest score of each row, of equal ones the first. */
export function predictedClasses(scores: Matrix): number[] {
  return Array.from({ length: scores.rows }, (_, i) => row(scores, i).indexOf(Math.max(...row(scores, i))))
}
