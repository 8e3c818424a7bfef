import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { rootPath } from '../../support/shared.ts'

export interface Child {
  readonly process: ChildProcess
  /** Lines it has printed so far. */
  readonly lines: readonly string[]
  /** Resolves with the first line that fits, printed already or later. */
  line(fits: (line: string) => boolean): Promise<string>
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

/** A TypeScript file of this folder as a process of its own. */
export function startChild(file: string, args: readonly string[]): Child {
  const path = rootPath('test', 'workspace', 'support', file)
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    cwd: rootPath(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const waiting: (() => void)[] = []
  createInterface({ input: child.stdout }).on('line', line => {
    lines.push(line)
    for (const look of waiting.splice(0)) look()
  })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(resolve => {
    child.on('close', (code, signal) => {
      resolve({ code, signal })
      for (const look of waiting.splice(0)) look()
    })
  })
  return {
    process: child,
    lines,
    ended,
    line: fits =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(fits)
          if (found !== undefined) resolve(found)
          else if (child.exitCode !== null || child.signalCode !== null) reject(new RangeError('The child ended.'))
          else waiting.push(look)
        }
        look()
      }),
  }
}
