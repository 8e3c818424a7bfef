/** A step of a template, or one of the values that a generator chooses from. */
export interface ExpansionNode {
  /** `SNV`; `_or_`; `model PLSRegression`; `n_components`. */
  readonly label: string
  /** What it stands for: 1 where nothing is chosen. */
  readonly count: number
  readonly children: readonly ExpansionNode[]
}
