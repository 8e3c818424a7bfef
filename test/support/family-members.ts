import type { AnyModel } from '../../src/core/operators/index.ts'

type Values = Readonly<Record<string, unknown>>

/** Values that families are asked for, by parameter: out of order, and some twice. */
const familyValues: Readonly<Record<string, readonly number[]>> = {
  n_components: [5, 1, 3, 2, 5, 4],
  pls_components: [5, 1, 3, 2, 5, 4],
  n_neighbors: [5, 1, 3, 2, 9, 3, 4],
  n_estimators: [5, 1, 3, 2, 9, 3, 4],
  alpha: [1, 1e-3, 100, 1e-6, 10, 1],
  C: [1, 1e-3, 100, 10, 1],
  epsilon: [0.1, 0, 0.02, 0.1],
  l1_ratio: [0.5, 1, 0, 0.9],
}

/** Parameters of members of a model's family: every combination of the values of those that it serves. */
export function familyMembers({ family }: AnyModel, params: Values): readonly Values[] {
  return (family?.parameters ?? []).reduce<readonly Values[]>(
    (members, parameter) =>
      familyValues[parameter]!.flatMap(value => members.map(member => ({ ...member, [parameter]: value }))),
    [params],
  )
}

/** Parameters with which iterations end early, where the model has any. */
export const cutShort = (params: Values): Values => ('max_iter' in params ? { ...params, max_iter: 2 } : params)
