import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** What is known of a copy: a program that says it took it, a terminal that says nothing, or only a file. */
export interface Copied {
  /** The program that took it. */
  readonly tool: string | null
  /** It was sent to the terminal. */
  readonly sent: boolean
  /** Where it can be had in any case. */
  readonly file: string | null
  /** Why it was not sent. */
  readonly reason: string | null
}

/** Terminals that say so take 100,000 bytes of Base64 and more; others cut or ignore what is longer. */
const mostEncoded = 100_000

/** GNU screen passes strings of its own length on, so a long one goes in pieces. */
const screenPiece = 76

const esc = '\u001b'
const end = `${esc}\\`

/**
 * OSC 52 for this terminal: tmux takes it itself or passes it on, as it is set, and gets it in both ways; GNU screen passes it on.
 */
export function clipboardSequences(text: string, env: Environment): readonly string[] {
  const encoded = Buffer.from(text).toString('base64')
  const plain = `${esc}]52;c;${encoded}\u0007`
  if (env.TMUX) return [plain, `${esc}Ptmux;${plain.replaceAll(esc, esc + esc)}${end}`]
  if (!env.STY) return [plain]
  const pieces = encoded.match(new RegExp(`.{1,${screenPiece}}`, 'g')) ?? []
  return [`${esc}P${esc}]52;c;${pieces.join(`${end}${esc}P`)}\u0007${end}`]
}

/** Why the terminal is not asked; null where it is. */
export function notSent(text: string, env: Environment): string | null {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return 'this terminal has no clipboard'
  const encoded = Math.ceil(Buffer.byteLength(text) / 3) * 4
  return encoded > mostEncoded ? 'it is too long for a terminal' : null
}

export interface Tool {
  readonly name: string
  readonly args: readonly string[]
}

/** Programs that hold the clipboard of the display that is looked at; over SSH that of this machine is no use. */
export function clipboardTools(env: Environment, platform: NodeJS.Platform): readonly Tool[] {
  const remote = env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined
  if (env.WAYLAND_DISPLAY && !remote) return [{ name: 'wl-copy', args: [] }]
  if (env.DISPLAY) {
    return [
      { name: 'xclip', args: ['-selection', 'clipboard'] },
      { name: 'xsel', args: ['--clipboard', '--input'] },
    ]
  }
  if (remote) return []
  if (platform === 'darwin') return [{ name: 'pbcopy', args: [] }]
  return platform === 'win32' || env.WSL_DISTRO_NAME ? [{ name: 'clip.exe', args: [] }] : []
}

/** Where the program is; undefined where it is not. */
function pathOf(name: string, env: Environment): string | undefined {
  const places = (env.PATH ?? '').split(delimiter).map(folder => join(folder, name))
  return places.find(place => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** A display that is gone keeps such a program waiting. */
const patience = 2000

/** Whether the program took the text. */
function give(program: string, args: readonly string[], text: string): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(program, [...args], { stdio: ['pipe', 'ignore', 'ignore'] })
    const timer = setTimeout(() => child.kill(), patience)
    const done = (taken: boolean) => {
      clearTimeout(timer)
      resolve(taken)
    }
    child.on('error', () => done(false))
    child.on('exit', code => done(code === 0))
    child.stdin.on('error', () => undefined)
    child.stdin.end(text)
  })
}

/** Only for the user: what is copied may be anything. */
function keep(text: string, file: string): string | null {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, text, { mode: 0o600 })
    return file
  } catch {
    return null
  }
}

/** To the clipboard in every way there is, and into a file for where none of them works. */
export async function copyText(
  text: string,
  options: {
    readonly env: Environment
    readonly platform: NodeJS.Platform
    readonly write: (text: string) => void
    /** Null: none is kept. */
    readonly file: string | null
  },
): Promise<Copied> {
  const { env, platform, write, file } = options
  for (const tool of clipboardTools(env, platform)) {
    const program = pathOf(tool.name, env)
    if (program !== undefined && (await give(program, tool.args, text)))
      return { tool: tool.name, sent: false, file: null, reason: null }
  }
  const reason = notSent(text, env)
  if (reason === null) for (const sequence of clipboardSequences(text, env)) write(sequence)
  return { tool: null, sent: reason === null, file: file === null ? null : keep(text, file), reason }
}
