import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resultRecord } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

let folder: string
let python: string
let kernelFile: string
let notebook: string

/** A program that answers as Python does where Jupyter is installed. */
function fakePython(answer: unknown): string {
  const file = join(folder, 'python3')
  writeFileSync(file, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`)
  chmodSync(file, 0o755)
  return file
}

const type = (...args: readonly string[]) =>
  invoke(['notebook', ...args], {
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` },
    engine: fakeEngine({ results: [resultRecord({ id: 'r1', pipeline_config: 'SNV > <b>PLS</b>' })] }),
  })

const json = async (...args: readonly string[]) => JSON.parse((await type(...args, '--json')).out)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'n4a-notebook-'))
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin', 'tslab'), '')
  const data_folder = join(folder, 'jupyter')
  const kernel_folders = [join(data_folder, 'kernels')]
  python = fakePython({ python_version: '3.11', data_folder, kernel_folders, packages: { jupyter_client: '7.4' } })
  kernelFile = join(data_folder, 'kernels', 'tslab', 'kernel.json')
  notebook = join(folder, 'mine.ipynb')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('n4a notebook', () => {
  it('--check writes nothing, and says what n4a would do', async () => {
    const { code, out } = await type('--python', python, '--check')
    expect(code).toBe(0)
    expect(out).toMatch(/^✓ kernel +tslab/m)
    expect(out).toMatch(/^! registered +Jupyter does not know the kernel tslab yet/m)
    expect(existsSync(kernelFile)).toBe(false)
  })

  it('registers the kernel with the Node that runs it, and makes a notebook beside which n4a is found', async () => {
    const made = await json(notebook, '--python', python)
    expect(made).toMatchObject({ notebook, created: true, kernel_file: kernelFile, opens_with: null })
    expect(JSON.parse(readFileSync(kernelFile, 'utf8'))).toMatchObject({
      argv: [process.execPath, expect.stringMatching(/tslab$/), 'kernel', '--config-path', '{connection_file}'],
    })
    expect(lstatSync(join(folder, 'node_modules', 'n4a')).isSymbolicLink()).toBe(true)
    const { cells, metadata, nbformat } = JSON.parse(readFileSync(notebook, 'utf8'))
    expect([metadata.kernelspec.name, nbformat]).toEqual(['tslab', 4])
    expect(cells[1].source.join('')).toContain("import { open, show } from 'n4a/kernel'")
  })

  it('leaves a notebook that is there as it is', async () => {
    writeFileSync(notebook, 'mine')
    expect(await json(notebook, '--python', python)).toMatchObject({ created: false })
    expect(readFileSync(notebook, 'utf8')).toBe('mine')
  })

  it('--result makes one about a result, whose names are text', async () => {
    await json(notebook, '--python', python, '--result', 'r1')
    const { cells } = JSON.parse(readFileSync(notebook, 'utf8'))
    expect(cells[0].source.join('')).toContain('SNV \\> \\<b\\>PLS\\</b\\>')
    expect(cells[1].source.join('')).toContain('const id = "r1"')
  })

  it('keeps a kernel that starts something else, unless --force', async () => {
    mkdirSync(join(kernelFile, '..'), { recursive: true })
    const theirs = JSON.stringify({ argv: [process.execPath, 'kernel'] })
    writeFileSync(kernelFile, theirs)
    await json(notebook, '--python', python)
    expect(readFileSync(kernelFile, 'utf8')).toBe(theirs)
    await json(notebook, '--python', python, '--force')
    expect(readFileSync(kernelFile, 'utf8')).toContain('--config-path')
  })

  it('writes a kernel anew whose program is gone', async () => {
    mkdirSync(join(kernelFile, '..'), { recursive: true })
    writeFileSync(kernelFile, JSON.stringify({ argv: ['/nowhere/node', 'kernel'] }))
    const { findings } = await json(notebook, '--python', python)
    expect(findings).toContainEqual(expect.objectContaining({ what: 'registered', state: 'poor' }))
    expect(readFileSync(kernelFile, 'utf8')).not.toContain('nowhere')
  })

  it('says how to get Jupyter where there is none, makes nothing, and exits with 2', async () => {
    const { code, out } = await type(notebook, '--python', '/bin/false')
    expect(code).toBe(2)
    expect(out).toMatch(/✗ jupyter +\/bin\/false has no Jupyter\n +Install it/)
    expect(existsSync(notebook)).toBe(false)
  })

  it('refuses a name that Jupyter would not know as a notebook', async () => {
    const { code, err } = await type(join(folder, 'mine.txt'), '--python', python)
    expect(code).toBe(2)
    expect(err).toContain('mine.txt.ipynb')
  })
})
