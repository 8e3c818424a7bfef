import type { Dataset } from '../datasets/index.ts'
import { concreteChain } from '../pipeline/index.ts'
import { isJoint } from './check-evaluation.ts'
import type { FoldRows } from './fold-rows.ts'
import type { Evaluation, FitMember, Member, SharedFit, Task } from './run-plan.ts'

/**
 * Evaluations that one computation serves become one task: those that share rows and preprocessing and differ at most in the
 * parameters of their model's family, or in the target where targets are modelled together. One with several models is a task of
 * its own.
 */
export function groupTasks(evaluations: readonly Evaluation[]): readonly Task[] {
  const numbers = numbering()
  const families = new Map<string, FitMember[]>()
  const order: (readonly FitMember[] | Task)[] = []
  for (const evaluation of evaluations) {
    const [member, ...others] = evaluation.members
    if (others.length > 0 || !member) {
      order.push(taskOfSeveral(evaluation))
      continue
    }
    const key = `${numbers(evaluation)} ${familyKey(member)}`
    const family = families.get(key)
    if (family && family.length < (member.chain.model.operator.family?.at_most ?? Number.POSITIVE_INFINITY)) {
      family.push({ evaluation, member })
      continue
    }
    const begun = [{ evaluation, member }]
    families.set(key, begun)
    order.push(begun)
  }
  return order.map(entry => ('fits' in entry ? entry : taskOfFamily(entry)))
}

/** A number for each division of each dataset; targets that are modelled together share it. */
function numbering() {
  const known = new Map<unknown, number>()
  const number = (thing: unknown) => {
    const found = known.get(thing) ?? known.size
    known.set(thing, found)
    return found
  }
  return (evaluation: Evaluation) => {
    const { dataset, rows, members, pipeline } = evaluation
    if (!isJoint(evaluation, members[0]!)) return `${number(dataset)} ${number(rows)}`
    const { splitter } = pipeline
    // Each target has rows of its own, divided alike where the positions are the same.
    return `${number(dataset.joint)} ${JSON.stringify(splitter && [splitter.operator.id, splitter.params])} ${positionsKey(rows)}`
  }
}

const positionKeys = new WeakMap<FoldRows, string>()

function positionsKey(rows: FoldRows): string {
  const known = positionKeys.get(rows) ?? rows.folds.map(({ positions }) => positions.val.join()).join(';')
  positionKeys.set(rows, known)
  return known
}

function taskOfFamily(members: readonly FitMember[]): Task {
  const { evaluation, member } = members[0]!
  return { evaluations: members.map(one => one.evaluation), fits: [sharedFit(evaluation.dataset, member, members)] }
}

function taskOfSeveral(evaluation: Evaluation): Task {
  const fits = evaluation.members.map(member => sharedFit(evaluation.dataset, member, [{ evaluation, member }]))
  return { evaluations: [evaluation], fits }
}

function sharedFit(dataset: Dataset, member: Member, members: readonly FitMember[]): SharedFit {
  return { dataset, rows: member.rows, members, joint: isJoint({ dataset }, member) }
}

/** Equal for chains that differ at most in the parameters their model's family serves. */
export function familyKey({ chain }: Pick<Member, 'chain'>): string {
  const { operator, params, name } = chain.model
  const served: readonly string[] = operator.family?.parameters ?? []
  const shared = Object.entries(params).filter(([parameter]) => !served.includes(parameter))
  const alone = operator.family ? '' : JSON.stringify(params)
  return JSON.stringify([concreteChain(chain).slice(0, -1), operator.id, name, shared, alone])
}
