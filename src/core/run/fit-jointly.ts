import type { Dataset } from '../datasets/index.ts'
import { N4aError } from '../errors/index.ts'
import { type Matrix, takeRows } from '../math/matrix.ts'
import type { AnyRegressor } from '../operators/index.ts'
import { type FittedTarget, fitTarget, inStep } from '../pipeline/index.ts'
import { attempt, finite, type MemberPredictions, type TrainingSet } from './fit-members.ts'
import { quantities } from './predicted.ts'
import type { FitMember, Member, SharedFit } from './run-plan.ts'

/** Members whose targets one model predicts together: one fit for each distinct set of parameters serves all its targets. */
export function fitJointly(
  { members, dataset }: SharedFit,
  training: TrainingSet,
  sets: readonly Matrix[],
): readonly MemberPredictions[] {
  const { targets } = dataset.joint!
  const undo = attempt(() => fitTargets(dataset, members[0]!.member, training.rows))
  if (undo instanceof N4aError) return members.map(() => undo)
  const columns = fromColumns(undo.map(({ y }) => y))
  const predicted = predictedBy(members, training.data.X, columns, sets)
  return members.map(({ evaluation, member }) => {
    const ofMember = predicted.get(keyOf(member))!
    if (ofMember instanceof N4aError) return ofMember
    const t = targets.indexOf(evaluation.dataset.target)
    return attempt(() => ({
      sets: ofMember.map(set => quantities(finite(undo[t]!.undo(column(set, t))))),
      notes: [],
    }))
  })
}

/** Of each target that is modelled together with others, its transforms fitted on these rows. */
export function fitTargets({ joint }: Dataset, { chain }: Member, rows: Int32Array): readonly FittedTarget[] {
  const { Y, targets } = joint!
  return targets.map((_, t) => {
    const y = column(takeRows(Y, rows), t)
    return fitTarget(chain.targetTransforms, y, y)
  })
}

const keyOf = ({ chain }: Member): string => JSON.stringify(chain.model.params)

/** Predictions of each set for each distinct set of parameters: all by one fit where their model is a family. */
function predictedBy(members: readonly FitMember[], X: Matrix, Y: Matrix, sets: readonly Matrix[]) {
  const distinct = [...new Map(members.map(({ member }) => [keyOf(member), member])).values()]
  const { model } = distinct[0]!.chain
  const { family } = (model.operator as AnyRegressor).joint!
  if (family && distinct.length > 1) {
    const parameters = distinct.map(({ chain }) => chain.model.params)
    const together = attempt(() => family.fitPredict(X, Y, parameters, sets))
    // One member that cannot be fitted must not take the others with it.
    if (!(together instanceof N4aError))
      return new Map(distinct.map((member, m) => [keyOf(member), together[m]!.predictions]))
  }
  return new Map(distinct.map(member => [keyOf(member), attempt(() => fitOnce(member, X, Y, sets))]))
}

function fitOnce({ chain }: Member, X: Matrix, Y: Matrix, sets: readonly Matrix[]): readonly Matrix[] {
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

/** (n, n_columns). */
export function fromColumns(columns: readonly Float64Array[]): Matrix {
  const rows = columns[0]!.length
  const values = new Float64Array(rows * columns.length)
  columns.forEach((ofTarget, j) => {
    ofTarget.forEach((value, i) => {
      values[i * columns.length + j] = value
    })
  })
  return { rows, columns: columns.length, values }
}
