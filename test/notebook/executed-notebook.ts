import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { jupyterPath, python } from '../../scripts/setup-tests.mjs'
import { rootPath } from '../support/shared.ts'

export interface Output {
  readonly output_type: string
  readonly name?: string
  readonly text?: string | readonly string[]
  readonly data?: Readonly<Record<string, string | readonly string[]>>
}

export interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string
    readonly source: string | readonly string[]
    readonly outputs?: readonly Output[]
  }[]
}

const execute = promisify(execFile)
export const joined = (text: string | readonly string[] | undefined) => [text ?? []].flat().join('')
export const readNotebook = (file: string): Notebook => JSON.parse(readFileSync(file, 'utf8'))
export const notebookPath = (name: string) => rootPath('notebooks', `${name}.ipynb`)

/** `nbconvert` with nothing of the user's own; notebooks write into `folder`. */
export async function convert(folder: string, ...args: readonly string[]): Promise<void> {
  const own = { JUPYTER_PATH: jupyterPath, JUPYTER_CONFIG_DIR: folder, JUPYTER_DATA_DIR: folder, IPYTHONDIR: folder }
  await execute(python, ['-m', 'nbconvert', ...args], {
    env: { ...process.env, ...own, DENO_DIR: join(folder, 'deno'), N4A_WORKSPACE: join(folder, 'workspace') },
    maxBuffer: 1 << 26,
  })
}

/** Every cell, in the kernel that the notebook names or another, without stopping at errors: they are outputs. */
export async function executed(folder: string, name: string, kernel = 'tslab'): Promise<Notebook> {
  const settings = ['--execute', '--allow-errors', '--ExecutePreprocessor.timeout=240']
  const which = `--ExecutePreprocessor.kernel_name=${kernel}`
  await convert(
    folder,
    '--to',
    'notebook',
    ...settings,
    which,
    '--output-dir',
    folder,
    '--output',
    `${name}.ipynb`,
    notebookPath(name),
  )
  return readNotebook(join(folder, `${name}.ipynb`))
}

/** What went wrong: errors, and lines on standard error but Deno's word that its kernel is new. */
export function complaints({ cells }: Notebook): readonly string[] {
  const outputs = cells.flatMap(({ outputs }) => outputs ?? [])
  return outputs
    .filter(({ output_type, name }) => output_type === 'error' || name === 'stderr')
    .map(output => joined(output.text ?? JSON.stringify(output)))
    .filter(text => !text.includes('"deno jupyter" is unstable'))
}

/** HTML and printed text of the cell with `words` in its code. */
export function outputOf({ cells }: Notebook, words: string): string {
  const cell = cells.find(({ cell_type, source }) => cell_type === 'code' && joined(source).includes(words))
  return (cell?.outputs ?? [])
    .map(({ data, text }) => joined(data?.['text/html'] ?? data?.['text/plain'] ?? text))
    .join('')
}

/** A picture of a page, in .cache/notebook. */
export async function photograph(
  chromium: string,
  folder: string,
  page: string,
  name: string,
  height: number,
): Promise<string> {
  const pictures = rootPath('.cache', 'notebook')
  mkdirSync(pictures, { recursive: true })
  const picture = join(pictures, `${name}.png`)
  rmSync(picture, { force: true })
  await execute(chromium, [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
    ...['--disable-background-networking', '--disable-component-update', `--user-data-dir=${join(folder, 'browser')}`],
    ...[`--window-size=1000,${height}`, '--hide-scrollbars', `--screenshot=${picture}`],
    pathToFileURL(page).href,
  ])
  return picture
}
