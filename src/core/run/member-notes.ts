import type { N4aError } from '../errors/index.ts'
import { combinedNotes } from '../pipeline/index.ts'
import type { EvaluatedMember, MemberFit } from './outcome-of.ts'
import type { Evaluation } from './run-plan.ts'

/** Which model a warning is about; nothing where there is one. */
function nameOf({ members }: Evaluation, m: number): string {
  if (members.length === 1) return ''
  const { branch, model } = members[m]!.chain
  return `${branch ? `${branch.name}, ` : ''}${model.name ?? model.operator.label}: `
}

/** That members failed, while others of their evaluation did not. */
export function failureWarnings(evaluation: Evaluation, failures: readonly (N4aError | null)[]): readonly string[] {
  return failures.flatMap((failure, m) => {
    if (failure === null) return []
    return [`${nameOf(evaluation, m)}failed and is left out. ${failure.message} (${failure.place.field})`]
  })
}

/** What was noted while members were fitted. */
export function noteWarnings(evaluation: Evaluation, evaluated: readonly EvaluatedMember[]): readonly string[] {
  return evaluated.flatMap(({ folds, final }, m) => {
    const ids = evaluation.members[m]!.rows.folds.map(({ fold_id }) => fold_id)
    const fits = [...folds, ...(final ? [final] : [])].map(({ notes }, f) => ({ where: ids[f] ?? 'final', notes }))
    return combinedNotes(fits).map(note => nameOf(evaluation, m) + note)
  })
}

/** The same of refits. */
export function refitWarnings(evaluation: Evaluation, finals: readonly MemberFit[]): readonly string[] {
  return finals.flatMap(({ notes }, m) =>
    combinedNotes([{ where: 'final', notes }]).map(note => nameOf(evaluation, m) + note),
  )
}
