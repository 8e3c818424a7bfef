import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'
import { rootPath } from '../../support/shared.ts'

export interface Child {
  readonly process: ChildProcess
  /** Lines it has printed so far. */
  readonly lines: readonly string[]
  /** Resolves with the first line that fits, printed already or later. */
  line(fits: (line: string) => boolean): Promise<string>
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

const bundles = new Map<string, string>()

/** One file of JavaScript, which starts several times as fast as the sources through a loader. */
function bundled(file: string): string {
  const known = bundles.get(file)
  if (known !== undefined) return known
  const outfile = rootPath('node_modules', '.cache', 'n4a-test', `${process.pid}-${file.replace(/\.ts$/, '.mjs')}`)
  buildSync({
    entryPoints: [rootPath('test', 'workspace', 'support', file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  process.once('exit', () => rmSync(outfile, { force: true }))
  bundles.set(file, outfile)
  return outfile
}

/** A TypeScript file of this folder as a process of its own. */
export function startChild(file: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [bundled(file), ...args], {
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
