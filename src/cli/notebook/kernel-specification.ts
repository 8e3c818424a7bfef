import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { OutputNotWritable } from '../../core/index.ts'
import type { Jupyter } from './jupyter.ts'
import type { KernelSpecification } from './kernels.ts'

export interface InstalledSpecification {
  readonly file: string
  /** `fits`: starts the very program; `other`: starts one that is there too; `broken`: names a program that is gone. */
  readonly state: 'fits' | 'other' | 'broken'
}

/** The kernel of that name that Jupyter would start, if there is one. */
export function installedSpecification(
  { kernel_folders }: Pick<Jupyter, 'kernel_folders'>,
  name: string,
  wanted: KernelSpecification,
): InstalledSpecification | null {
  const file = kernel_folders.map(folder => join(folder, name, 'kernel.json')).find(path => existsSync(path))
  if (file === undefined) return null
  const argv = argvOf(file)
  if (argv?.join('\0') === wanted.argv.join('\0')) return { file, state: 'fits' }
  const gone = argv === null || argv.some(part => isAbsolute(part) && !existsSync(part))
  return { file, state: gone ? 'broken' : 'other' }
}

function argvOf(file: string): readonly string[] | null {
  try {
    const { argv } = JSON.parse(readFileSync(file, 'utf8')) as { argv?: unknown }
    return Array.isArray(argv) && argv.every(part => typeof part === 'string') ? argv : null
  } catch {
    return null
  }
}

/** Into the user's own folder. @returns its file @throws OutputNotWritable */
export function writeSpecification(
  { data_folder }: Pick<Jupyter, 'data_folder'>,
  name: string,
  specification: KernelSpecification,
): string {
  const folder = join(data_folder, 'kernels', name)
  const file = join(folder, 'kernel.json')
  try {
    mkdirSync(folder, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, `${JSON.stringify(specification, null, 2)}\n`)
    renameSync(draft, file)
  } catch (error) {
    const instead = 'Set JUPYTER_DATA_DIR to a folder that you may write to.'
    throw OutputNotWritable({ path: file, reason: (error as Error).message, instead }, { cause: error })
  }
  return file
}
