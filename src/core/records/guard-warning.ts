/** A change of the run file that would mend what a guard found. */
export interface RunFileChange {
  /** Where: `config.metric`; `datasets[].group` stands for each dataset that the warning names. */
  readonly field: string
  readonly value: unknown
}

/** What a guard against bad designs found. */
export interface GuardFinding {
  /** What it saw, with figures, and what that does: a full sentence. */
  readonly reason: string
  /** What to do: a full sentence; null where nothing mends it. */
  readonly fix: string | null
  /** The same as a change of the run file, where it can be said as one. */
  readonly change: RunFileChange | null
}

/** A finding about the design of a run, before it starts. Its text is among the `warnings` too. */
export interface DesignWarning extends GuardFinding {
  readonly guard: string
  /** Names of the datasets it holds for. */
  readonly datasets: readonly string[]
}

/** `design`: before a run starts. `result`: on every result. `run`: on all results, when the run has ended. */
export const guardKinds = ['design', 'result', 'run'] as const
export type GuardKind = (typeof guardKinds)[number]

/** What a guard tells about itself. */
export interface GuardCard {
  readonly id: string
  readonly kind: GuardKind
  /** What it sees. */
  readonly summary: string
  /** Why that matters. */
  readonly matters: string
  /** What to do. */
  readonly remedy: string
  /** Field of the run file that the remedy changes; null where it is not one. */
  readonly field: string | null
}
