import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createEngine, type Engine } from '../../src/core/index.ts'
import { n4a } from './support/built-command.ts'
import { invoke } from './support/invoke.ts'

/** One session with the library, command by command, on a real engine. */
let scratch: string
let engine: Engine
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'n4a-cli-templates-'))
  vi.stubEnv('N4A_CONFIG', join(scratch, 'config'))
  engine = createEngine({ workspace: join(scratch, 'workspace') })
  writeFileSync(file('pls.yaml'), pls)
  writeFileSync(file('scatter.yaml'), scatter)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(scratch, { recursive: true, force: true })
})

const pls = '# My PLS\nname: pls\npipeline:\n  - {_range_: [1, 4], param: n_components}\n  - model: PLSRegression\n'
const scatter = 'name: scatter\npipeline:\n  - _or_: [SNV, MSC, null] # or none\n'
const file = (name: string) => join(scratch, name)
const templates = (...args: readonly string[]) => invoke(['templates', ...args], { engine })
const printed = async (...args: readonly string[]) => {
  const { code, out, err } = await templates(...args)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

it('saves a template, and the same again as nothing', async () => {
  expect(await printed('save', file('pls.yaml'), '--tag', 'fat', 'pls')).toBe(
    'Saved library:pls@1 in the library of the workspace: 1 version.\n',
  )
  expect(await printed('save', file('pls.yaml'))).toBe('library:pls@1 has this very text already; nothing was saved.\n')
  const { out } = await invoke(['templates', 'save', '-', '--json'], { engine, input: pls.replace('4]', '9]') })
  expect(JSON.parse(out)).toMatchObject({ saved: true, version: { version: 2, parent: 1 } })
  expect(await printed('save', file('scatter.yaml'), '--user', '--name', 'mine')).toContain('library of the user')
})

it('lists the library, apart from the templates of runs', async () => {
  expect(JSON.parse(await printed('list', '--json', '--library')).map(({ id }: { id: string }) => id)).toEqual([
    'library:pls',
    'library:mine',
  ])
  const table = await printed('list', '--library')
  expect(table).toMatch(/pls +2 +fat, pls +workspace/)
  expect(await printed('list', '--tag', 'fat')).not.toContain('mine')
  expect(JSON.parse((await templates('list', '--json')).out)).toEqual([])
})

it('shows a version: its facts and its text, or the text alone', async () => {
  const shown = await printed('show', 'pls@1')
  expect(shown).toContain('library:pls@1')
  expect(shown).toContain('# My PLS')
  expect(await printed('show', 'library:pls@1', '--format', 'yaml')).toBe(pls)
  expect(JSON.parse(await printed('show', 'pls', '--format', 'json')).pipeline[0]._range_).toEqual([1, 9])
  expect(JSON.parse(await printed('show', 'pls', '--json'))).toMatchObject({ version: { version: 2 } })
  expect(await templates('show', 'plss')).toMatchObject({ code: 2, err: expect.stringContaining('[UnknownRecord]') })
})

it('tells the history, and the difference of two versions', async () => {
  const change = 'step 1, _range_ for n_components: _range_ changed from [1,4] to [1,9]'
  const history = await printed('history', 'pls')
  expect(history).toMatch(/^2 {2}\S+ .* by .*, after version 1\n/)
  expect(history).toContain(`   ${change}\n`)
  const diff = await printed('diff', 'library:pls@1', 'library:pls')
  expect(diff).toBe(
    `* ${change}\n\n--- library:pls@1\n+++ library:pls@2\n  # My PLS\n  name: pls\n  pipeline:\n` +
      '-   - {_range_: [1, 4], param: n_components}\n+   - {_range_: [1, 9], param: n_components}\n' +
      '    - model: PLSRegression\n',
  )
  expect(await printed('diff', 'library:pls', 'library:pls@2')).toBe('The texts are the same.\n')
})

it('previews with fits and duplicates, and expands up to a limit', async () => {
  const preview = await printed('preview', 'library:pls', '--folds', '10', '--limit', '2')
  expect(preview).toMatch(/^pls: 9 pipelines\n91 fits on each dataset: 9 pipelines × 10 folds and 1 refit\n/)
  expect(preview).toContain('… 7 more pipelines')
  writeFileSync(file('twice.yaml'), 'pipeline: [{_or_: [SNV, SNV]}, PLSRegression]\n')
  expect(await printed('preview', file('twice.yaml'))).toContain('The same as an earlier one: 1 pipeline')
  const few = await templates('expand', 'library:pls', '--max-pipelines', '8')
  expect(few).toMatchObject({ code: 2, err: expect.stringMatching(/9 pipelines, more than the limit of 8/) })
  const over = await printed('preview', 'library:pls', '--max-pipelines', '8', '--limit', '1')
  expect(over).toContain('a run refuses it')
  expect((await templates('expand', 'library:pls', '--max-pipelines', 'x')).code).toBe(2)
})

it('tags and untags', async () => {
  expect(await printed('tag', 'pls', '+protein', '-pls')).toBe('library:pls: fat, protein\n')
  expect(JSON.parse(await printed('tag', 'pls', '+hplc', '-protein', '--json')).tags).toEqual(['fat', 'hplc'])
  expect(await printed('tag', 'pls', '-hplc')).toBe('library:pls: fat\n')
  expect((await templates('tag', 'pls', 'protein')).err).toContain('has no + or - before it')
  expect((await templates('tag', 'pls', '+a b')).err).toContain('[WrongShape]')
  expect((await templates('tag', 'nothing', '+a')).err).toContain('[UnknownLibraryTemplate]')
})

it('composes a preprocessing and a model into a file that is not written over', async () => {
  const composed = await printed('compose', 'library:mine', 'library:pls')
  expect(composed).toContain('name: scatter + pls')
  expect(composed).toContain('# or none')
  expect(await printed('compose', file('scatter.yaml'), file('pls.yaml'), '-o', file('both.yaml'))).toBe('')
  expect(readFileSync(file('both.yaml'), 'utf8')).toContain('# My PLS')
  const again = await templates('compose', file('scatter.yaml'), file('pls.yaml'), '-o', file('both.yaml'))
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('--force') })
})

it('converts, and puts the comments of an earlier text back', async () => {
  const json = await printed('convert', file('pls.yaml'), '--to', 'json')
  writeFileSync(file('pls.json'), json)
  expect(await printed('convert', file('pls.json'), '--to', 'yaml', '--onto', file('pls.yaml'))).toBe(pls)
  expect((await templates('convert', file('pls.json'))).code).toBe(2)
})

it('validates with lines, for editors to read, and exit code 2', async () => {
  writeFileSync(file('bad.yaml'), 'pipeline:\n  - SNVV\n  - model: {class: Ridge, params: {alfa: 1}}\n')
  const { code, out } = await templates('validate', file('bad.yaml'), file('pls.yaml'))
  expect(code).toBe(2)
  expect(out).toContain(
    `${file('bad.yaml')}:2:5: There is no operator "SNVV". [UnknownOperator]\n   hint: Nearest known: SNV`,
  )
  expect(out).toContain(`${file('bad.yaml')}:3:36: `)
  expect(out).toContain('pls.yaml: 4 pipelines, nothing wrong')
  expect(JSON.parse(await printed('validate', file('scatter.yaml'), '--part', '--json'))).toMatchObject([
    { name: 'scatter', count: 3, problems: [] },
  ])
  const typed = await invoke(['templates', 'validate', '-'], { engine, input: 'pipeline: [SNV]\n' })
  expect(typed).toMatchObject({ code: 2, out: expect.stringContaining('[PipelineWithoutModel]') })
})

it('deletes only where it is told to, one version or all', async () => {
  const asked = await templates('delete', 'pls')
  expect(asked).toMatchObject({ code: 2, err: expect.stringContaining('versions 1, 2, for good') })
  expect(await printed('delete', 'pls@1', '--yes')).toBe('Deleted library:pls@1.\n')
  expect(await printed('delete', 'pls', '--yes')).toContain('Deleted library:pls')
  expect((await templates('delete', 'pls', '--yes')).code).toBe(2)
})

it('refuses names that are no names, and shows none of their escape sequences', async () => {
  for (const name of ['../x', '..', 'a\u0000b', '\u001b[2Jx']) {
    for (const args of [
      ['save', file('pls.yaml'), '--name', name],
      ['delete', name, '--yes'],
      ['history', name],
      ['preview', `library:${name}`],
    ]) {
      const { code, out, err } = await templates(...args)
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err).toContain('[WrongLibraryName]')
      expect(err).not.toContain('\u001b')
    }
  }
})

it('runs a template of the library, up to a limit', async () => {
  await printed('save', file('pls.yaml'))
  const dataset = ['--dataset', 'examples/tecator/tecator.csv', '--y', 'fat']
  const dry = await invoke(['run', 'library:pls', ...dataset, '--dry-run'], { engine })
  expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('pls: 4 pipelines') })
  const few = await invoke(['run', 'library:pls', ...dataset, '--max-pipelines', '3'], { engine })
  expect(few).toMatchObject({ code: 2, err: expect.stringContaining('[TooManyPipelines]') })
})

it('expands a million pipelines in little memory', async () => {
  const input = JSON.stringify(Array.from({ length: 6 }, () => ({ _range_: [0, 9] })))
  const args = ['templates', 'expand', '--spec', '-']
  const refused = await n4a(args, { input })
  expect(refused).toMatchObject({
    code: 2,
    err: expect.stringMatching(/1,000,000 pipelines, more than the limit of 10,000/),
  })
  // What they would take together is far more.
  const env = { NODE_OPTIONS: '--max-old-space-size=40' }
  const { code, out } = await n4a([...args, '--max-pipelines', '1000000'], { input, env })
  expect(code).toBe(0)
  expect(out.length).toBe(1_000_000 * '[0,0,0,0,0,0]\n'.length)
  expect(out.endsWith('[9,9,9,9,9,8]\n[9,9,9,9,9,9]\n')).toBe(true)
})
