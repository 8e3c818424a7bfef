import { type Matrix, zeros } from '../math/matrix.ts'
import type { FoldPredictions } from './average-folds.ts'
import type { RowSet } from './fold-rows.ts'
import type { Predicted } from './predicted.ts'
import type { Evaluation } from './run-plan.ts'

/**
 * Whether each member is for samples of its own and they cover all there are, so that only all of them together can be held
 * against other results.
 */
export function separatesAll({ members, rows }: Evaluation): boolean {
  if (members.length < 2 || members.some(({ chain }) => chain.separation === null)) return false
  const total = members.reduce((sum, member) => sum + member.rows.train.rows.length, 0)
  return total === rows.train.rows.length
}

/** Predictions for all rows of each fold, each row by the member that it belongs to. */
export function combinedFolds(
  { members, rows }: Evaluation,
  ofMembers: readonly (readonly FoldPredictions[])[],
): readonly FoldPredictions[] {
  return rows.folds.map((fold, f) => {
    const sets = members.map(member => member.rows.folds[f]!)
    return {
      train: placed(
        fold.train,
        sets.map(set => set.train),
        ofMembers.map(folds => folds[f]!.train),
      ),
      val: placed(
        fold.val,
        sets.map(set => set.val),
        ofMembers.map(folds => folds[f]!.val),
      ),
      test: placed(
        rows.test,
        members.map(member => member.rows.test),
        ofMembers.map(folds => folds[f]!.test),
      ),
    }
  })
}

/** The same for the refits: all training rows and all test rows. */
export function combinedSets(
  { members, rows }: Evaluation,
  ofMembers: readonly (readonly Predicted[])[],
): readonly [Predicted, Predicted] {
  return [
    placed(
      rows.train,
      members.map(member => member.rows.train),
      ofMembers.map(([train]) => train!),
    ),
    placed(
      rows.test,
      members.map(member => member.rows.test),
      ofMembers.map(([, test]) => test!),
    ),
  ]
}

function placed(whole: RowSet, sets: readonly RowSet[], parts: readonly Predicted[]): Predicted {
  const places = new Map(Array.from(whole.rows, (row, place) => [row, place]))
  const values = new Float64Array(whole.rows.length).fill(Number.NaN)
  const like = parts.find(({ scores }) => scores !== null)?.scores ?? null
  const matrix: Matrix | null = like && zeros(values.length, like.matrix.columns)
  sets.forEach(({ rows }, s) => {
    const part = parts[s]!
    rows.forEach((row, i) => {
      const place = places.get(row)!
      values[place] = part.values[i]!
      if (!matrix || !part.scores) return
      const { columns } = matrix
      matrix.values.set(part.scores.matrix.values.subarray(i * columns, (i + 1) * columns), place * columns)
    })
  })
  return { values, scores: matrix && like ? { matrix, kind: like.kind } : null }
}
