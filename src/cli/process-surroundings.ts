import { text } from 'node:stream/consumers'
import type { DashboardOptions, Surroundings } from './surroundings.ts'

/** A lost terminal (SIGHUP) pauses a run as politely as Ctrl-C: its node outlives the connection by a moment. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The real ones. The engine and the dashboard are imported when a command asks for them. */
export function processSurroundings(quit: (exitCode: number) => void): Surroundings {
  const { stdin, stdout, stderr, env } = process
  // The reader of a pipe may leave (`| head`), and so may the terminal: neither is worth an error.
  stdout.on('error', () => quit(Number(process.exitCode ?? 0)))
  stderr.on('error', () => undefined)
  return {
    env,
    terminal: {
      input: stdin.isTTY === true,
      output: stdout.isTTY === true,
      errors: stderr.isTTY === true,
      columns: stdout.columns ?? stderr.columns,
    },
    write: chunk => new Promise(resolve => (stdout.write(chunk) ? resolve() : stdout.once('drain', resolve))),
    writeError: chunk => void stderr.write(chunk),
    readInput: () => text(stdin),
    createEngine: async workspace => (await import('../core/index.ts')).createEngine({ workspace }),
    runDashboard: async options => {
      const [{ runDashboard }, { openUserMemory, readUserConfig }] = await Promise.all([
        import('../tui/index.tsx'),
        import('../core/index.ts'),
      ])
      const report: DashboardOptions['report'] = async (engine, run) => {
        const [{ runReport }, { n4aVersion }] = await Promise.all([
          import('../render/index.ts'),
          import('../core/index.ts'),
        ])
        return runReport(engine, run, { n4a_version: n4aVersion })
      }
      const config = await readUserConfig(env)
      const memory = openUserMemory(options.workspace)
      await runDashboard({ memory, report, config, ...options })
    },
    onInterrupt: listener => {
      for (const signal of interrupts) process.on(signal, listener)
      return () => {
        for (const signal of interrupts) process.off(signal, listener)
      }
    },
    quit,
  }
}
