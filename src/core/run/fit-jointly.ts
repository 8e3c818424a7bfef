import { N4aError } from '../errors/index.ts'
import { type Matrix, takeRows } from '../math/matrix.ts'
import type { AnyRegressor } from '../operators/index.ts'
import { type FittedTarget, fitTarget, inStep } from '../pipeline/index.ts'
import { attempt, finite, type MemberPredictions, type TrainingSet } from './fit-members.ts'
import { quantities } from './predicted.ts'
import type { FitMember, SharedFit } from './run-plan.ts'

/** Members whose targets one model predicts together: one fit for each distinct set of parameters serves all its targets. */
export function fitJointly(
  { members, dataset }: SharedFit,
  training: TrainingSet,
  sets: readonly Matrix[],
): readonly MemberPredictions[] {
  const { Y, targets } = dataset.joint!
  const { chain } = members[0]!.member
  const fitted = targets.map((_, t) =>
    attempt(() => {
      const y = column(takeRows(Y, training.rows), t)
      return fitTarget(chain.targetTransforms, y, y)
    }),
  )
  const failure = fitted.find(target => target instanceof N4aError)
  if (failure instanceof N4aError) return members.map(() => failure)
  const undo = fitted as readonly FittedTarget[]
  const columns = fromColumns(undo.map(({ y }) => y))
  const byParams = new Map<string, readonly Matrix[] | N4aError>()
  return members.map(({ evaluation, member }) => {
    const key = JSON.stringify(member.chain.model.params)
    const predicted = byParams.get(key) ?? attempt(() => fitOnce(member, training.data.X, columns, sets))
    byParams.set(key, predicted)
    if (predicted instanceof N4aError) return predicted
    const t = targets.indexOf(evaluation.dataset.target)
    return attempt(() => ({
      sets: predicted.map(set => quantities(finite(undo[t]!.undo(column(set, t))))),
      notes: [],
    }))
  })
}

function fitOnce({ chain }: FitMember['member'], X: Matrix, Y: Matrix, sets: readonly Matrix[]): readonly Matrix[] {
  const { model } = chain
  const joint = (model.operator as AnyRegressor).joint!
  return inStep(model, () => {
    const state = joint.fit(X, Y, model.params)
    return sets.map(set =>
      set.rows === 0
        ? { rows: 0, columns: Y.columns, values: new Float64Array(0) }
        : joint.predict(set, state, model.params),
    )
  })
}

function column({ rows, columns, values }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!)
}

function fromColumns(columns: readonly Float64Array[]): Matrix {
  const rows = columns[0]!.length
  const values = new Float64Array(rows * columns.length)
  columns.forEach((ofTarget, j) => {
    ofTarget.forEach((value, i) => {
      values[i * columns.length + j] = value
    })
  })
  return { rows, columns: columns.length, values }
}
