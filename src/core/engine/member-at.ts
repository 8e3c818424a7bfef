import { WrongShape } from '../errors/index.ts'
import { modelName } from '../pipeline/index.ts'
import type { Evaluation, Member } from '../run/index.ts'

/** One of the models of an evaluation, by its number. @throws WrongShape, with the names of all */
export function memberAt({ members }: Evaluation, index: number): Member {
  const member = members[index]
  if (member) return member
  const names = members.map(
    ({ chain }, i) => `${i} ${modelName(chain)}${chain.branch ? ` of ${chain.branch.name}` : ''}`,
  )
  const expected = `the number of one of its models (${names.join(', ')})`
  throw WrongShape({ what: '`member`', expected, received: index }).at({ field: 'member' })
}
