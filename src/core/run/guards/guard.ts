import type { Dataset } from '../../datasets/index.ts'
import { groupedDigits } from '../../errors/index.ts'
import type { Metric } from '../../metrics/index.ts'
import type { GuardFinding, ResultRecord, RunFileChange } from '../../records/index.ts'
import type { FoldRows } from '../fold-rows.ts'
import type { CompletedOutcome } from '../outcome.ts'

interface GuardDeclaration {
  readonly id: string
  /** What it sees. */
  readonly summary: string
  /** Why that matters: a full sentence. */
  readonly matters: string
  /** What to do: a full sentence. */
  readonly remedy: string
  /** Field of the run file that the remedy changes. */
  readonly field?: string
}

/** One division of one dataset, and what ranks its results. */
export interface Design {
  readonly dataset: Dataset
  readonly rows: FoldRows
  readonly metric: Metric
}

/** Something wrong with the design of an experiment that can be seen before it runs: a warning, never a refusal. */
export interface DesignGuard extends GuardDeclaration {
  readonly find: (design: Design) => readonly GuardFinding[]
}

/** What a result says of itself. */
export interface GuardedResult extends Pick<CompletedOutcome, 'evaluation' | 'n_features' | 'scores' | 'parts'> {
  /** The member that stands for it: the one that ranks it, or the best of those that rank together; null is the first. */
  readonly best: number | null
}

/** Something wrong with a single result. Runs on every one of them, so it looks at scores and predictions that are there. */
export interface ResultGuard extends GuardDeclaration {
  readonly find: (result: GuardedResult) => readonly GuardFinding[]
}

/** Something that only all results of a run show. */
export interface RunGuard extends GuardDeclaration {
  /** @param best of each dataset */
  readonly find: (best: readonly ResultRecord[], all: readonly ResultRecord[]) => readonly GuardFinding[]
}

export const finding = (
  reason: string,
  fix: string | null = null,
  change: RunFileChange | null = null,
): GuardFinding => ({ reason, fix, change })

/** As one text. */
export const findingText = ({ reason, fix }: GuardFinding): string => (fix === null ? reason : `${reason} ${fix}`)

/** `1 sample`, `2 samples`, `2 classes`. */
export function count(n: number, what: string): string {
  const ending = n === 1 ? '' : /s$/.test(what) ? 'es' : 's'
  return `${groupedDigits(n)} ${what}${ending}`
}

/** The verb of so many things: `1 is`, `2 are`. */
export const verb = (n: number, one: string, several: string): string => (n === 1 ? one : several)

/** The first few, and that there are more. */
export function some(names: readonly string[], shown = 3): string {
  return `${names.slice(0, shown).join(', ')}${names.length > shown ? ', …' : ''}`
}

/** Three significant digits: enough for a sentence. */
export const figure = (value: number): string => String(Number(value.toPrecision(3)))

export const percent = (share: number): string => `${Math.round(100 * share)} %`
