import type { Engine } from '../core/index.ts'
import type { DashboardOptions } from '../tui/index.tsx'

export type { DashboardOptions }

/** Which streams are terminals, and how wide the output is. */
export interface Terminal {
  readonly input: boolean
  readonly output: boolean
  readonly errors: boolean
  readonly columns: number | undefined
}

/** Everything outside itself that a command touches. Tests bring their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  /** Standard output, verbatim; resolves when more may be written. */
  readonly write: (text: string) => Promise<void>
  /** Standard error, verbatim. */
  readonly writeError: (text: string) => void
  readonly readInput: () => Promise<string>
  readonly createEngine: (workspace: string) => Promise<Engine>
  readonly runDashboard: (options: DashboardOptions) => Promise<void>
  /** Calls `listener` at each Ctrl-C or polite kill until the function it returns is called. */
  readonly onInterrupt: (listener: () => void) => () => void
  /** Ends the process at once. */
  readonly quit: (exitCode: number) => void
}
