import { type ErrorPlace, N4aError } from '../../errors/index.ts'
import type { FoldRows, RowSet } from '../fold-rows.ts'
import type { CompletedOutcome, FailedOutcome, Outcome, PredictedPart } from '../outcome.ts'
import type { Evaluation } from '../run-plan.ts'

/** Rows of a part by their place among those of its member, or themselves where they are none of them. */
type PortablePart = Omit<PredictedPart, 'rows'> & { readonly rows: number | RowSet }

interface PortableError {
  readonly code: string
  readonly kind: N4aError['kind']
  readonly message: string
  readonly hint: string | undefined
  readonly place: ErrorPlace
}

/** What came of an evaluation, without what the receiver has planned itself. */
export type PortableOutcome =
  | (Omit<CompletedOutcome, 'evaluation' | 'parts'> & { readonly parts: readonly PortablePart[] })
  | (Omit<FailedOutcome, 'evaluation' | 'error'> & { readonly error: PortableError })

/** In one order on both sides. */
const rowSetsOf = ({ train, pooled, test, folds }: FoldRows): readonly RowSet[] => [
  train,
  pooled,
  test,
  ...folds.flatMap(fold => [fold.train, fold.val]),
]

export function portableOutcome(outcome: Outcome): PortableOutcome {
  if (outcome.status === 'failed') {
    const { evaluation: _, error, ...rest } = outcome
    const { code, kind, message, hint, place } = error
    return { ...rest, error: { code, kind, message, hint, place } }
  }
  const { evaluation, parts, ...rest } = outcome
  const known = evaluation.members.map(({ rows }) => rowSetsOf(rows))
  return {
    ...rest,
    parts: parts.map(part => {
      const at = known[part.member]!.indexOf(part.rows)
      return { ...part, rows: at < 0 ? part.rows : at }
    }),
  }
}

/** The same outcome, of the receiver's own evaluation. */
export function outcomeFrom(portable: PortableOutcome, evaluation: Evaluation): Outcome {
  if (portable.status === 'failed') return { ...portable, evaluation, error: new N4aError(portable.error) }
  const known = evaluation.members.map(({ rows }) => rowSetsOf(rows))
  return {
    ...portable,
    evaluation,
    parts: portable.parts.map(part => ({
      ...part,
      rows: typeof part.rows === 'number' ? known[part.member]![part.rows]! : part.rows,
    })),
  }
}
