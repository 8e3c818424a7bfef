import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { rootPath } from '../../support/shared.ts'

const projectNode = rootPath('node_modules', '.bin', 'node')
export const launcher = rootPath('bin', 'n4a.cjs')

/** A Node 20 of the machine, where it has one. */
export function node20(): string | undefined {
  const candidates = ['/usr/bin/node', '/usr/local/bin/node', '/opt/node20/bin/node']
  return candidates.find(
    path => existsSync(path) && execFileSync(path, ['-v'], { encoding: 'utf8' }).startsWith('v20.'),
  )
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
}

interface Circumstances {
  readonly node?: string
  /** Another copy of bin/n4a.cjs. */
  readonly launcher?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** Start the built command as a shell would. */
export function start(args: readonly string[], circumstances: Circumstances = {}): Started {
  const { node = projectNode, launcher: entry = launcher, cwd, env, input } = circumstances
  const { N4A_WORKSPACE: _, N4A_DEBUG: __, NODE_ENV: ___, ...inherited } = process.env
  const child = spawn(node, [entry, ...args], { ...(cwd ? { cwd } : {}), env: { ...inherited, ...env } })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text
  })
  child.stdin.end(input)
  const ended = new Promise<Ended>(resolve => child.on('close', code => resolve({ code, out, err })))
  return { process: child, ended }
}

export const n4a = (args: readonly string[], circumstances?: Circumstances): Promise<Ended> =>
  start(args, circumstances).ended

/** A new folder with these files in it; objects are written as JSON, which is YAML too. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'n4a-e2e-'))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  return folder
}

/** 40 made-up spectra of 12 wavelengths whose fourth one tells y, with a partition column. */
export function spectraTable(): string {
  const wavelengths = Array.from({ length: 12 }, (_, j) => 900 + 10 * j)
  const rows = Array.from({ length: 40 }, (_, i) => {
    const y = 10 + ((i * 7) % 40) / 2
    const spectrum = wavelengths.map(
      (_, j) => 0.5 + y * 0.01 * Math.exp(-((j - 4) ** 2) / 6) + 0.02 * Math.sin(i * j + i),
    )
    return [`s${i}`, i < 30 ? 'cal' : 'val', y, ...spectrum.map(value => value.toFixed(6))].join(',')
  })
  return [['sample', 'set', 'y', ...wavelengths].join(','), ...rows, ''].join('\n')
}
