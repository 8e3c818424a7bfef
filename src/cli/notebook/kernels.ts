import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { onPath } from './jupyter.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** `kernel.json`, as Jupyter defines it. */
export interface KernelSpecification {
  readonly argv: readonly string[]
  readonly display_name: string
  readonly language: 'typescript'
}

/** A kernel that runs TypeScript. */
export interface NotebookKernel {
  /** Also the name of its folder. */
  readonly name: 'tslab' | 'deno'
  readonly label: string
  readonly install: string
  /** The program and its version; null where it is not installed. */
  find(env: Environment): { readonly path: string; readonly version: string } | null
  specification(path: string): KernelSpecification
}

const tslab: NotebookKernel = {
  name: 'tslab',
  label: 'tslab',
  install: 'npm install -g tslab',
  find: env => {
    const beside = [
      join(packageRoot, 'notebooks', 'node_modules'),
      ...nodeModulesAbove(process.cwd()),
      dirname(packageRoot),
    ]
    const programs = [...beside.map(folder => join(folder, 'tslab', 'bin', 'tslab')), ...onPath(env, 'tslab')]
    const path = programs.find(program => existsSync(program))
    if (path === undefined) return null
    const real = realpathSync(path)
    return { path: real, version: versionOf(join(dirname(dirname(real)), 'package.json')) }
  },
  // The Node that runs this: the one n4a was installed for, whatever a notebook server finds in its PATH.
  specification: path => ({
    argv: [process.execPath, path, 'kernel', '--config-path', '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
  }),
}

const deno: NotebookKernel = {
  name: 'deno',
  label: 'Deno',
  install: 'npm install -g deno',
  find: env => {
    const path = [...onPath(env, 'deno'), ...packagedDeno()].find(program => existsSync(program))
    if (path === undefined) return null
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return status === 0 ? { path, version: /deno (\S+)/.exec(stdout)?.[1] ?? 'of unknown version' } : null
  },
  specification: path => ({
    argv: [path, 'jupyter', '--kernel', '--conn', '{connection_file}'],
    display_name: 'Deno',
    language: 'typescript',
  }),
}

/** In the order of preference. */
export const kernels: readonly NotebookKernel[] = [tslab, deno]

/** The npm package keeps the program in a package for each system. */
function packagedDeno(): readonly string[] {
  const folder = join(packageRoot, 'notebooks', 'node_modules', '@deno')
  return existsSync(folder) ? readdirSync(folder).map(system => join(folder, system, 'deno')) : []
}

function nodeModulesAbove(folder: string): readonly string[] {
  const above = dirname(folder)
  const own = join(folder, 'node_modules')
  return above === folder ? [own] : [own, ...nodeModulesAbove(above)]
}

function versionOf(packageFile: string): string {
  try {
    return String((JSON.parse(readFileSync(packageFile, 'utf8')) as { version?: unknown }).version)
  } catch {
    return 'of unknown version'
  }
}
