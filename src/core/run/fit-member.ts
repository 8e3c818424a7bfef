import type { Dataset } from '../datasets/index.ts'
import type { AnyRegressor } from '../operators/index.ts'
import { type FittedBaseModel, fitBaseModel, fitChain, inStep } from '../pipeline/index.ts'
import { isJoint } from './check-evaluation.ts'
import { fitTargets, fromColumns } from './fit-jointly.ts'
import { chainData } from './fit-shared.ts'
import type { RowSet } from './fold-rows.ts'
import type { Member } from './run-plan.ts'

/** The steps, the target transforms and the model of a member, fitted on rows of its dataset. */
export function fitMember(dataset: Dataset, member: Member, rows: RowSet): FittedBaseModel {
  const { X, axis, sources } = dataset
  const { steps, targetTransforms, model } = member.chain
  const data = chainData(dataset, { X, axis: axis?.values ?? null, sources }, rows)
  if (!isJoint({ dataset }, member)) return fitBaseModel({ name: '', steps, targetTransforms, model }, data)
  const { training, states } = fitChain(steps, data)
  const targets = fitTargets(dataset, member, rows.rows)
  const { fit } = (model.operator as AnyRegressor).joint!
  const state = inStep(model, () => fit(training.X, fromColumns(targets.map(({ y }) => y)), model.params))
  const column = dataset.joint!.targets.indexOf(dataset.target)
  return { states, model: state, target: targets[column]!.states, present: null, column }
}
