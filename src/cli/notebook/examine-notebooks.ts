import type { Finding } from '../examination.ts'
import { type FrontEnd, findFrontEnd, findJupyter, type Jupyter } from './jupyter.ts'
import { type InstalledSpecification, installedSpecification } from './kernel-specification.ts'
import { type KernelSpecification, kernels, type NotebookKernel } from './kernels.ts'

/** What it takes to open a notebook here; findings that are `bad` say what is missing. */
export interface NotebookSurroundings {
  readonly findings: readonly Finding[]
  readonly jupyter: Jupyter | null
  readonly frontEnd: FrontEnd | null
  readonly kernel: {
    readonly kernel: NotebookKernel
    readonly specification: KernelSpecification
    readonly installed: InstalledSpecification | null
  } | null
}

interface Wanted {
  /** Default: the first that is installed. */
  readonly kernel?: NotebookKernel['name'] | undefined
  readonly python?: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

export function examineNotebooks(env: Environment, wanted: Wanted): NotebookSurroundings {
  const candidates = kernels.filter(({ name }) => wanted.kernel === undefined || wanted.kernel === name)
  const found = candidates
    .map(kernel => ({ kernel, program: kernel.find(env) }))
    .find(({ program }) => program !== null)
  const jupyter = findJupyter(env, wanted.python)
  const frontEnd = jupyter && findFrontEnd(env, jupyter)
  const specification = found?.kernel.specification(found.program!.path)
  const installed =
    found && specification && jupyter ? installedSpecification(jupyter, found.kernel.name, specification) : null
  return {
    findings: [
      node(),
      found
        ? {
            what: 'kernel',
            state: 'good',
            found: `${found.kernel.label} ${found.program!.version} (${found.program!.path})`,
          }
        : missingKernel(candidates),
      jupyter ? presentJupyter(jupyter) : missingJupyter(wanted.python),
      ...(jupyter && found ? [registration(found.kernel, installed)] : []),
      ...(jupyter ? [opener(frontEnd)] : []),
    ],
    jupyter,
    frontEnd,
    kernel: found && specification ? { kernel: found.kernel, specification, installed } : null,
  }
}

/** A kernel loads n4a by `require`, which takes modules of its kind only from these on. */
function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
  const found = process.versions.node
  if (enough) return { what: 'node', state: 'good', found }
  return { what: 'node', state: 'bad', found, advice: 'Notebooks need Node 22.13 or newer (20.19 at the least).' }
}

function missingKernel(candidates: readonly NotebookKernel[]): Finding {
  const advice = `Install one: ${candidates.map(({ install }) => install).join(', or ')}.`
  return { what: 'kernel', state: 'bad', found: 'no TypeScript kernel', advice }
}

function presentJupyter({ python, python_version, packages }: Jupyter): Finding {
  const names = Object.entries(packages).map(([name, version]) => `${name} ${version}`)
  return { what: 'jupyter', state: 'good', found: `${names.join(', ')} (Python ${python_version}, ${python})` }
}

function missingJupyter(python: string | undefined): Finding {
  const advice =
    'Install it with your Python (pip install jupyterlab), or from Debian (apt install jupyter-client jupyter-nbconvert). VS Code brings its own and needs only its Jupyter extension.'
  return {
    what: 'jupyter',
    state: 'bad',
    found: python ? `${python} has no Jupyter` : 'no Python with Jupyter',
    advice,
  }
}

function registration({ name }: NotebookKernel, installed: InstalledSpecification | null): Finding {
  if (installed === null) {
    return {
      what: 'registered',
      state: 'poor',
      found: `Jupyter does not know the kernel ${name} yet`,
      advice: '`n4a notebook` tells it.',
    }
  }
  const { file, state } = installed
  if (state === 'fits') return { what: 'registered', state: 'good', found: file }
  if (state === 'other') {
    const advice = '`n4a notebook --force` makes it start the ones above.'
    return { what: 'registered', state: 'good', found: `${file}, which starts another program or Node`, advice }
  }
  return {
    what: 'registered',
    state: 'poor',
    found: `${file} names programs that are gone`,
    advice: '`n4a notebook` writes it anew.',
  }
}

function opener(frontEnd: FrontEnd | null): Finding {
  if (frontEnd) return { what: 'opens with', state: 'good', found: frontEnd.name }
  const advice = 'Open notebooks with VS Code, or install JupyterLab (pip install jupyterlab).'
  return { what: 'opens with', state: 'poor', found: 'neither JupyterLab nor Notebook is here', advice }
}
