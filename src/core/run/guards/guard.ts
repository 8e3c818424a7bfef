import type { Dataset } from '../../datasets/index.ts'
import type { FoldRows } from '../fold-rows.ts'

/** Something wrong with the design of an experiment that can be seen before it runs: a warning, never a refusal. */
export interface DesignGuard {
  readonly id: string
  readonly summary: string
  /** Sentences with the reason and what to do; none where all is well. */
  readonly warnings: (dataset: Dataset, rows: FoldRows) => readonly string[]
}
