import type { Command } from 'commander'
import { commandContext } from '../../../src/cli/context.ts'
import { buildProgram, execute } from '../../../src/cli/program.ts'
import type { DashboardOptions, Surroundings, Terminal } from '../../../src/cli/surroundings.ts'
import type { Engine } from '../../../src/core/index.ts'
import { fakeEngine } from './fake-engine.ts'

interface Circumstances {
  readonly engine?: Engine
  readonly terminal?: Partial<Terminal>
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  /** Given a function that acts like Ctrl-C. */
  readonly onStart?: (interrupt: () => void) => void
}

interface Transcript {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Workspaces that an engine was asked for. */
  readonly workspaces: readonly string[]
  readonly dashboards: readonly DashboardOptions[]
  /** Exit codes with which the process was ended at once. */
  readonly quits: readonly number[]
}

/** Type one command line, in this process, and read what it prints. */
export async function invoke(args: readonly string[], circumstances: Circumstances = {}): Promise<Transcript> {
  const { engine = fakeEngine(), terminal, input = '', env = {}, onStart } = circumstances
  const workspaces: string[] = []
  const dashboards: DashboardOptions[] = []
  const quits: number[] = []
  let out = ''
  let err = ''
  const listeners = new Set<() => void>()
  const code = await execute(args, {
    env,
    terminal: { input: false, output: false, errors: false, columns: undefined, ...terminal },
    write: async text => {
      out += text
    },
    writeError: text => {
      err += text
    },
    readInput: async () => input,
    createEngine: async workspace => {
      workspaces.push(workspace)
      return engine
    },
    runDashboard: async options => {
      dashboards.push(options)
    },
    onInterrupt: listener => {
      listeners.add(listener)
      onStart?.(() => {
        for (const each of [...listeners]) each()
      })
      return () => listeners.delete(listener)
    },
    quit: exitCode => {
      quits.push(exitCode)
    },
  })
  return { code, out, err, workspaces, dashboards, quits }
}

/** The program with nothing around it, to look at. */
export function wholeProgram(): Command {
  return buildProgram(commandContext({ env: {} } as Surroundings, {}, () => undefined))
}
