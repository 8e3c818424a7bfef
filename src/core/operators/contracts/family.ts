import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'

/**
 * How one computation serves several members: the same model on the same rows, with parameters that differ in nothing but
 * `parameters`. An execution detail that no record shows.
 */
export interface Family<P extends ParameterSet, Y, Predictions> {
  readonly parameters: readonly (keyof P & string)[]
  /**
   * So many members are served together at most, however many there are. For families that share only a part, each of whose
   * members is solved by itself: workers then share the rest of the work, and results come as they are made.
   */
  readonly at_most?: number
  /**
   * What each member predicts on the spectra of each of `parts`, and what it says of its fit. Equal to the bits of `fit` and
   * `predict` (`scores` of a classifier) with the parameters of that member alone, in whatever company and order.
   */
  readonly fitPredict: (
    X: Matrix,
    y: Y,
    members: readonly ValuesOf<P>[],
    parts: readonly Matrix[],
  ) => readonly FamilyMember<Predictions>[]
}

export interface FamilyMember<Predictions> {
  /** Of each part. */
  readonly predictions: readonly Predictions[]
  /** What the operator's `warnings` say of such a fit. */
  readonly warnings?: readonly string[]
}

/** `at_most` of families whose members share what is computed of X, and are solved one by one. */
export const solvedByThemselves = 10

/** From the predictions of each part for each member to those of each member for each part. */
export function membersOf<Predictions, Member>(
  members: readonly Member[],
  byPart: readonly (readonly Predictions[])[],
  warningsOf?: (member: Member) => readonly string[],
): readonly FamilyMember<Predictions>[] {
  return members.map((member, m) => {
    const predictions = byPart.map(ofPart => ofPart[m]!)
    return warningsOf ? { predictions, warnings: warningsOf(member) } : { predictions }
  })
}

/** The family with every prediction checked. */
export function checkedFamily<P extends ParameterSet, Y, Predictions>(
  family: Family<P, Y, Predictions>,
  check: (predictions: Predictions) => Predictions,
): Family<P, Y, Predictions> {
  return {
    ...family,
    fitPredict: (X, y, members, parts) =>
      family
        .fitPredict(X, y, members, parts)
        .map(member => ({ ...member, predictions: member.predictions.map(check) })),
  }
}
