import type { Dataset } from '../datasets/index.ts'
import { type FittedBaseModel, fitBaseModel } from '../pipeline/index.ts'
import { chainData } from './fit-shared.ts'
import type { RowSet } from './fold-rows.ts'
import type { Member } from './run-plan.ts'

/** The steps, the target transforms and the model of a member, fitted on rows of its dataset. */
export function fitMember(dataset: Dataset, { chain }: Member, rows: RowSet): FittedBaseModel {
  const { X, axis, sources } = dataset
  const { steps, targetTransforms, model } = chain
  const data = chainData(dataset, { X, axis: axis?.values ?? null, sources }, rows)
  return fitBaseModel({ name: '', steps, targetTransforms, model }, data)
}
