import type { Command } from 'commander'
import type { Engine, WorkspaceProblem } from '../core/index.ts'
import type { ExitCode } from './exit-codes.ts'
import type { Surroundings } from './surroundings.ts'

/** What a command is given besides its arguments. */
export interface CommandContext extends Surroundings {
  /** The workspace as the command line or the environment names it. */
  readonly workspace: () => string
  /** The engine on `workspace`, or on the one given. */
  readonly engine: (workspace?: string) => Promise<Engine>
  /** One line on standard error. */
  readonly note: (line: string) => void
  readonly exitWith: (code: ExitCode) => void
  /** Damaged files that were left out of what was listed. */
  readonly omissions: () => readonly WorkspaceProblem[]
}

/** Adds one command to the program, or to the command of its noun. */
export type AddCommand = (parent: Command, context: CommandContext) => void

/** The context of one invocation; `options` holds what was parsed when an action starts. */
export function commandContext(
  surroundings: Surroundings,
  options: { workspace?: string },
  exitWith: CommandContext['exitWith'],
): CommandContext {
  const workspace = () => options.workspace ?? (surroundings.env.N4A_WORKSPACE || 'workspace')
  const engines: Engine[] = []
  return {
    ...surroundings,
    workspace,
    engine: async (chosen = workspace()) => {
      const engine = await surroundings.createEngine(chosen)
      engines.push(engine)
      return engine
    },
    note: line => surroundings.writeError(`${line}\n`),
    exitWith,
    omissions: () => engines.flatMap(engine => engine.care.omissions()),
  }
}
