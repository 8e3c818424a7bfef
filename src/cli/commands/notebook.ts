import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { Option } from 'commander'
import { OutputNotWritable, printable } from '../../core/index.ts'
import type { AddCommand, CommandContext } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { notebookDocument, resultCells, workspaceCells } from '../notebook/document.ts'
import { examineNotebooks } from '../notebook/examine-notebooks.ts'
import type { FrontEnd } from '../notebook/jupyter.ts'
import { writeSpecification } from '../notebook/kernel-specification.ts'
import { kernels, type NotebookKernel } from '../notebook/kernels.ts'
import { denoSettings, linkPackage } from '../notebook/link-package.ts'
import { jsonOption } from '../options.ts'
import { writeFindings } from '../output/findings.ts'
import { writeRecord } from '../output/write.ts'

interface Flags {
  readonly result?: string
  readonly kernel?: NotebookKernel['name']
  readonly python?: string
  readonly check?: boolean
  readonly force?: boolean
  readonly open: boolean
  readonly json?: boolean
}

export const addNotebook: AddCommand = (program, context) => {
  program
    .command('notebook')
    .summary('set up the TypeScript kernel, and make and open a notebook for the workspace or a result')
    .argument('[file]', 'the notebook: opened where it exists, else made (default: n4a.ipynb)')
    .option('--result <id>', 'a new notebook is about this result')
    .addOption(new Option('--kernel <name>', 'which kernel runs it').choices(kernels.map(({ name }) => name)))
    .option('--python <program>', 'the Python that Jupyter belongs to')
    .option('--check', 'tell what is there and what is missing; nothing is written')
    .option('--force', 'make the kernel start this n4a’s Node and programs, whatever it starts now')
    .option('--no-open', 'only make it')
    .addOption(jsonOption('what was found and made'))
    .action(async (given: string | undefined, flags: Flags) => {
      const surroundings = examineNotebooks(context.env, flags)
      const { findings, jupyter, kernel } = surroundings
      const lacking = findings.some(({ state }) => state === 'bad')
      if (flags.check || lacking || !jupyter || !kernel) {
        if (lacking) context.exitWith(exitCodes.wrongInput)
        return flags.json ? writeRecord(context, { findings }) : writeFindings(context, findings)
      }
      const made = await make(context, kernel.kernel.name, given, flags)
      const kernelFile =
        flags.force || kernel.installed === null || kernel.installed.state === 'broken'
          ? writeSpecification(jupyter, kernel.kernel.name, kernel.specification)
          : kernel.installed.file
      const folder = dirname(made.notebook)
      const link = linkPackage(folder)
      const settings = kernel.kernel.name === 'deno' ? denoSettings(folder) : null
      const opens = flags.open && context.terminal.input && context.terminal.output ? surroundings.frontEnd : null
      if (flags.json) {
        return writeRecord(context, {
          findings,
          ...made,
          kernel_file: kernelFile,
          link,
          settings,
          opens_with: opens?.name ?? null,
        })
      }
      await context.write(`${made.created ? 'Made' : 'There is'} ${printable(made.notebook)}\n`)
      if (link) await context.write(`Linked ${printable(link)}, where kernels find n4a\n`)
      if (settings) await context.write(`Made ${printable(settings)}, so that Deno looks there\n`)
      await context.write(`Kernel ${kernel.kernel.name}: ${printable(kernelFile)}\n`)
      if (opens) return openWith(opens, made.notebook, context)
      await context.write(`Open it with ${surroundings.frontEnd?.name ?? 'JupyterLab or VS Code'}.\n`)
    })
}

/** The notebook as it is, or a new one. */
async function make(
  { engine, workspace }: CommandContext,
  kernel: NotebookKernel['name'],
  given: string | undefined,
  { result: id }: Flags,
): Promise<{ readonly notebook: string; readonly created: boolean }> {
  const result = id === undefined ? null : await (await engine()).results.get(id)
  const notebook = resolve(given ?? (result ? `n4a-${result.id}.ipynb` : 'n4a.ipynb'))
  if (!notebook.endsWith('.ipynb')) {
    const reason = 'a notebook’s name ends with .ipynb'
    throw OutputNotWritable({ path: notebook, reason, instead: `Name it ${basename(notebook)}.ipynb.` })
  }
  if (existsSync(notebook)) return { notebook, created: false }
  const path = resolve(workspace())
  const document = notebookDocument(kernel, result ? resultCells(path, result) : workspaceCells(path))
  try {
    writeFileSync(notebook, document, { flag: 'wx' })
  } catch (error) {
    const instead = 'Choose a folder that exists and that you may write to.'
    throw OutputNotWritable({ path: notebook, reason: (error as Error).message, instead }, { cause: error })
  }
  return { notebook, created: true }
}

/** Until its server ends. */
function openWith({ command }: FrontEnd, notebook: string, { exitWith }: CommandContext): Promise<void> {
  const [program, ...args] = command
  const server = spawn(program!, [...args, basename(notebook)], { stdio: 'inherit', cwd: dirname(notebook) })
  return new Promise((done, failed) => {
    server.on('error', failed)
    server.on('close', code => {
      if (code !== 0) exitWith(exitCodes.failed)
      done()
    })
  })
}
