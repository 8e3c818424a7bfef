import { type OwnOperator, withOwnOperators } from '../operators/index.ts'
import type { Workspace } from '../workspace/index.ts'

/** Operators of the program that opened a workspace: they live as long as its engine. */
const given = new WeakMap<Workspace, readonly OwnOperator[]>()

export function keepOwnOperators(workspace: Workspace, operators: readonly OwnOperator[]): void {
  if (operators.length > 0) given.set(workspace, operators)
}

export const hasOwn = (workspace: Workspace): boolean => given.has(workspace)

/** Do `work`, which must not wait, with the operators that this workspace was opened with. */
export const withOwn = <T>(workspace: Workspace, work: () => T): T => withOwnOperators(given.get(workspace) ?? [], work)
