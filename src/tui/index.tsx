import { join } from 'node:path'
import { render } from 'ink'
import type { Engine, RunRecord, RunRequest, UserConfig, UserMemory } from '../core/index.ts'
import { App, type Suspend } from './App.tsx'
import { copyText } from './clipboard.ts'
import { startDetachedRun } from './detached-run.ts'
import { keyMap } from './keys/key-map.ts'
import { openPager } from './pager.ts'
import { createDesk } from './state/desk.ts'
import type { Place } from './state/level.ts'
import { createPress } from './state/press.ts'
import { Screen } from './terminal/screen.ts'
import { surfaceFor } from './theme/surface.ts'

export interface DashboardOptions {
  readonly engine: Engine
  readonly workspace: string
  /** Executed in this process, and watched. */
  readonly request?: RunRequest
  /** The page it begins with. */
  readonly place?: Place
  /** What it remembers between two starts. Default: nothing. */
  readonly memory?: UserMemory
  /** Where names of files begin that are asked for. Default: the current folder. */
  readonly folder?: string
  /** What the user has set of it: `keys`, `bind`. */
  readonly config?: UserConfig
  /** Draws a run as one HTML page; reports cannot be written without. */
  readonly report?: (engine: Engine, run: RunRecord) => Promise<string>
  /** Begin at Home, whatever is remembered. */
  readonly fresh?: boolean
}

/** Lines longer than the terminal are cut by it instead of wrapped; a wrapped line would shift all below. */
const wrapOff = '\u001b[?7l'
const wrapOn = '\u001b[?7h'

/** Milliseconds: sixty frames a second. */
const frame = 16

const noReport = new Error('Reports cannot be drawn here; `n4a runs report` writes them.')

const signals = ['SIGTERM', 'SIGHUP'] as const

/**
 * The full-screen dashboard; resolves when the user has left it. The terminal is as it was afterwards, whether it is left,
 * fails, or is told to stop. A run that it executes is paused before it ends.
 */
export async function runDashboard(options: DashboardOptions): Promise<void> {
  const { engine, workspace, request, place, memory } = options
  const { stdout } = process
  const screen = new Screen({ output: stdout })
  const size = { columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 }
  let suspend: Suspend = work => work()
  const host = {
    exit: () => ink.unmount(),
    redraw: () => screen.repaint(),
    page: (path: string) => suspend(() => openPager(path, { before: wrapOn, after: wrapOff })),
    detach: (file: string) => startDetachedRun(file, workspace, error => desk.say(error.message, 'bad')),
    copy: (text: string) =>
      copyText(text, {
        env: process.env,
        platform: process.platform,
        write: sequence => void stdout.write(sequence),
        // One for all workspaces: a short name that is soon typed.
        file: memory ? join(memory.folder, '..', '..', 'copied.txt') : null,
      }),
    report: (run: RunRecord) => (options.report ? options.report(engine, run) : Promise.reject(noReport)),
  }
  const desk = createDesk({
    engine,
    workspace,
    surface: surfaceFor(process.env),
    size,
    host,
    ...(place ? { place } : {}),
    keys: keyMap(
      options.config?.values,
      options.config?.problem ? [`${options.config.file}: ${options.config.problem}`] : [],
    ),
    ...(options.folder === undefined ? {} : { folder: options.folder }),
    ...(memory ? { memory } : {}),
    // A run is watched from the beginning, not from where somebody was yesterday.
    fresh: options.fresh ?? request !== undefined,
  })
  stdout.write(wrapOff)
  const onTerminal = (hand: Suspend) => {
    suspend = hand
  }
  const ink = render(<App desk={desk} press={createPress(desk)} interval={frame} onTerminal={onTerminal} />, {
    // Whole frames: the screen finds what differs, in fewer bytes than line by line.
    stdout: screen as unknown as NodeJS.WriteStream,
    debug: true,
    alternateScreen: true,
    exitOnCtrlC: false,
  })
  const signalled = onSignals(() => void desk.leave())
  // An error that nobody catches is printed by Node: on the screen that stays.
  const restore = () => {
    ink.unmount()
    stdout.write(wrapOn)
  }
  process.on('uncaughtExceptionMonitor', restore)
  desk.start()
  if (request) desk.execute({ start: request })
  try {
    await ink.waitUntilExit()
  } finally {
    process.off('uncaughtExceptionMonitor', restore)
    screen.close()
    stdout.write(wrapOn)
    desk.stop()
    if (desk.ownRun()?.executing()) await desk.ownRun()!.pause()
  }
  signalled.passOn()
}

/** Politely asked to end: calls `stop` at once; `passOn` lets the signal end the process, as whoever sent it expects. */
function onSignals(stop: () => void) {
  let received: NodeJS.Signals | undefined
  const listener = (signal: NodeJS.Signals) => {
    received = signal
    stop()
  }
  for (const signal of signals) process.on(signal, listener)
  return {
    passOn: () => {
      for (const signal of signals) process.off(signal, listener)
      if (received) process.kill(process.pid, received)
    },
  }
}
