import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import xterm from '@xterm/headless'
import pty from 'node-pty'
import { terminalSvg } from './terminal-svg.ts'

export interface TerminalOptions {
  readonly columns?: number
  readonly rows?: number
  readonly cwd?: string
  /** Joins the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** A program in a real pseudo-terminal, driven by keys and read as a person reads its screen. */
export interface Terminal {
  /** Send keys as a terminal would. */
  readonly keys: (text: string) => void
  /** What is on the screen. */
  readonly lines: () => string[]
  readonly text: () => string
  /** Wait for something on the screen. */
  readonly until: (wanted: RegExp | ((text: string) => boolean), milliseconds?: number) => Promise<void>
  /** Wait until nothing was written for so long. */
  readonly quiet: (milliseconds?: number) => Promise<void>
  readonly resize: (columns: number, rows: number) => void
  /** Which of the two screens is shown. */
  readonly buffer: () => 'normal' | 'alternate'
  readonly cursorHidden: () => boolean
  /** Everything the program wrote, in order. */
  readonly written: () => string
  readonly exit: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>
  readonly kill: (signal?: string) => void
  readonly svg: () => string
  /** A picture of the screen; needs `rsvg-convert`. */
  readonly picture: (file: string) => void
}

const pause = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds))

export function openTerminal(command: string, args: readonly string[], options: TerminalOptions = {}): Terminal {
  const { columns = 120, rows = 36, cwd = process.cwd() } = options
  // Test runners set CI and FORCE_COLOR for themselves; a person's terminal has neither.
  const { CI, NO_COLOR, FORCE_COLOR, ...environment } = process.env
  // Nothing is remembered from one terminal to the next, unless a test wants it.
  const XDG_STATE_HOME = options.env?.XDG_STATE_HOME ?? mkdtempSync(join(tmpdir(), 'n4a-state-'))
  const env = {
    ...environment,
    XDG_STATE_HOME,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    LC_ALL: undefined,
    ...options.env,
  }
  const defined = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  const child = pty.spawn(command, [...args], { cols: columns, rows, cwd, env: defined })
  let written = ''
  let lastWrite = Date.now()
  child.onData(data => {
    written += data
    lastWrite = Date.now()
    screen.write(data)
  })
  // Answers to what a program asks its terminal.
  screen.onData(data => child.write(data))
  const exit = new Promise<{ exitCode: number; signal?: number | undefined }>(resolve => void child.onExit(resolve))
  if (options.env?.XDG_STATE_HOME === undefined) {
    void exit.then(() => rmSync(XDG_STATE_HOME, { recursive: true, force: true }))
  }

  const settled = () => new Promise<void>(resolve => screen.write('', resolve))
  const lines = () => {
    const { active } = screen.buffer
    return Array.from(
      { length: screen.rows },
      (_, i) => active.getLine(active.viewportY + i)?.translateToString(true) ?? '',
    )
  }
  const text = () => lines().join('\n')

  return {
    keys: keys => child.write(keys),
    lines,
    text,
    until: async (wanted, milliseconds = 10_000) => {
      const end = Date.now() + milliseconds
      const holds = typeof wanted === 'function' ? wanted : (shown: string) => wanted.test(shown)
      for (;;) {
        await settled()
        if (holds(text())) return
        if (Date.now() > end) throw new Error(`The screen never showed ${String(wanted)}. It shows:\n${text()}`)
        await pause(15)
      }
    },
    quiet: async (milliseconds = 120) => {
      const start = Date.now()
      while (Date.now() - Math.max(start, lastWrite) < milliseconds) await pause(15)
      await settled()
    },
    resize: (width, height) => {
      screen.resize(width, height)
      child.resize(width, height)
    },
    buffer: () => screen.buffer.active.type,
    cursorHidden: () => written.lastIndexOf('\u001b[?25l') > written.lastIndexOf('\u001b[?25h'),
    written: () => written,
    exit,
    kill: signal => child.kill(signal),
    svg: () => terminalSvg(screen),
    picture: file => {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.svg`, terminalSvg(screen))
      execFileSync('rsvg-convert', [`${file}.svg`, '-o', file])
    },
  }
}
