import type { ParameterSet, ValuesOf } from '../../params/index.ts'

/** What every operator tells about itself. Declared once; help, forms, checks and tests read it. */
export interface OperatorDeclaration<P extends ParameterSet> {
  /** Permanent id used in stored manifests, such as `standard_normal_variate`. */
  readonly id: string
  /** Short name used in config names and tables, such as `SNV`. */
  readonly label: string
  /** The class path that templates written by n4a use; the Python library runs the same. */
  readonly class_path: string
  /** Other spellings a template may use: short names, public and internal class paths. */
  readonly aliases: readonly string[]
  readonly summary: string
  /** One line of plain text. */
  readonly formula: string
  readonly source: string
  /** What a test holds its numbers against, and how closely: `scikit-learn 1.2.1, within 1e-9`. */
  readonly checked_against: string
  /** Where it differs from the Python library on purpose, and why. Absent: nowhere. */
  readonly differs?: string
  readonly params: P
  /** What single ranges cannot say: an odd window, an order below it. @throws ParametersConflict */
  readonly check?: (params: ValuesOf<P>) => void
}

/** An operator as it is written down. One that a pipeline assembles from others may leave to them what it was checked against. */
export type Written<O extends { readonly checked_against: string }, Given extends keyof O> = Omit<
  O,
  Given | 'checked_against'
> &
  Partial<Pick<O, 'checked_against'>>

/** Nothing in a registry may say so: the contract of operators tests it. */
export const byItsParts = 'the operators it is made of'
