import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** A Python that Jupyter belongs to. */
export interface Jupyter {
  readonly python: string
  readonly python_version: string
  /** Where this user's kernels stand, in `kernels/`. */
  readonly data_folder: string
  /** All folders in which a kernel is looked for, the user's own first. */
  readonly kernel_folders: readonly string[]
  /** Versions of the packages that are there. */
  readonly packages: Readonly<Record<string, string>>
}

/** What opens notebooks, as a command with its first arguments. */
export interface FrontEnd {
  readonly name: string
  readonly command: readonly string[]
}

/** Prints the facts above as JSON; packages that are missing are left out. */
const question = `
import json, sys
from importlib import metadata
from jupyter_core.paths import jupyter_data_dir, jupyter_path
packages = {}
for name in ("jupyter_client", "jupyterlab", "notebook", "nbclient", "nbconvert"):
    try: packages[name] = metadata.version(name)
    except metadata.PackageNotFoundError: pass
print(json.dumps({"python_version": sys.version.split()[0], "data_folder": jupyter_data_dir(), "kernel_folders": jupyter_path("kernels"), "packages": packages}))
`

/** A Python may hang (a network disk, a broken environment); nobody should wait longer for it. */
const patience = 20_000

/** The first Python that knows Jupyter: the given one alone, or `python3` of PATH, or that of the system. */
export function findJupyter(env: Environment, given?: string): Jupyter | null {
  const candidates =
    given === undefined ? [...onPath(env, 'python3'), ...onPath(env, 'python'), '/usr/bin/python3'] : [given]
  for (const python of new Set(candidates)) {
    const { status, stdout } = spawnSync(python, ['-c', question], {
      encoding: 'utf8',
      env,
      timeout: patience,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    if (status !== 0) continue
    return { python, ...(JSON.parse(stdout) as Omit<Jupyter, 'python'>) }
  }
  return null
}

export function findFrontEnd(env: Environment, { python, packages }: Jupyter): FrontEnd | null {
  if (packages.jupyterlab) return { name: `JupyterLab ${packages.jupyterlab}`, command: [python, '-m', 'jupyterlab'] }
  if (packages.notebook) return { name: `Notebook ${packages.notebook}`, command: [python, '-m', 'notebook'] }
  const [lab] = onPath(env, 'jupyter-lab')
  if (lab) return { name: 'JupyterLab', command: [lab] }
  const [classic] = onPath(env, 'jupyter-notebook')
  return classic ? { name: 'Notebook', command: [classic] } : null
}

/** Programs of that name in PATH, in its order. */
export function onPath(env: Environment, name: string): readonly string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return folders.map(folder => join(folder, name)).filter(path => existsSync(path))
}
