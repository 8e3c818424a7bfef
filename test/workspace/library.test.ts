import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTemplateLibrary, type TemplateLibrary } from '../../src/core/workspace/index.ts'
import { rootPath } from '../support/shared.ts'

let scratch: string
let folder: string
let library: TemplateLibrary
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'n4a-library-'))
  // Neither the folder nor those above it exist.
  folder = join(scratch, 'workspace', 'library', 'templates')
  library = openTemplateLibrary(folder, 'workspace')
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

const template = (text: string, more = {}) => ({
  name: 'pls',
  text,
  format: 'yaml' as const,
  author: 'ann',
  tags: [],
  ...more,
})

describe('a library of templates', () => {
  it('is empty before anything is saved, and reading creates nothing', async () => {
    expect(await library.list()).toEqual([])
    expect(await library.find('pls')).toBeNull()
    await expect(library.read('pls')).rejects.toMatchObject({ code: 'UnknownLibraryTemplate', kind: 'input' })
    expect(existsSync(folder)).toBe(false)
  })

  it('keeps the text byte for byte, comments, line ends and all', async () => {
    const text = '# öne\r\nname:   pls\npipeline: [SNV,   PLSRegression]   # no line break at the end'
    await library.save(template(text))
    expect((await library.read('pls')).text).toBe(text)
    expect(readFileSync(join(folder, 'pls', 'v1.yaml'), 'utf8')).toBe(text)
  })

  it('gives a version to each new text, and none to the same again', async () => {
    await library.save(template('a', { tags: ['x'] }))
    const again = await library.save(template('a', { tags: ['y'] }))
    expect(again).toMatchObject({ saved: false, version: { version: 1 }, record: { tags: ['x', 'y'] } })
    await library.save(template('b', { format: 'json', author: 'bob' }))
    const back = await library.save(template('a'))
    expect(back.record.versions.map(({ version, parent, file, author }) => [version, parent, file, author])).toEqual([
      [1, null, 'v1.yaml', 'ann'],
      [2, 1, 'v2.json', 'bob'],
      [3, 2, 'v3.yaml', 'ann'],
    ])
    expect((await library.read('pls', 2)).text).toBe('b')
    await expect(library.read('pls', 4)).rejects.toMatchObject({ hint: expect.stringContaining('pls@3') })
  })

  it('deletes a version without giving its number again, and a template with all of them', async () => {
    for (const text of ['a', 'b', 'c']) await library.save(template(text))
    await library.remove('pls', 3)
    expect(readdirSync(join(folder, 'pls')).sort()).toEqual(['template.yaml', 'v1.yaml', 'v2.yaml'])
    const { record, version } = await library.save(template('d'))
    expect([version.version, version.parent]).toEqual([4, 2])
    expect(record.versions.map(one => one.version)).toEqual([1, 2, 4])
    await library.remove('pls', 2)
    expect((await library.find('pls'))!.versions.map(({ version, parent }) => [version, parent])).toEqual([
      [1, null],
      [4, null],
    ])
    await library.remove('pls')
    expect(await library.list()).toEqual([])
    expect(readdirSync(folder).filter(name => !name.startsWith('.'))).toEqual([])
  })

  it('tags and untags', async () => {
    await library.save(template('a', { tags: ['x'] }))
    expect((await library.tag('pls', ['y', 'z'], ['x'])).tags).toEqual(['y', 'z'])
    expect((await library.find('pls'))!.tags).toEqual(['y', 'z'])
    await expect(library.tag('ridge', ['y'], [])).rejects.toMatchObject({ code: 'UnknownLibraryTemplate' })
  })

  it.each(['', '.', '..', '../pls', 'a/b', 'a\\b', 'a\u0000b', '\u001b[31mred', '.hidden', 'x'.repeat(81), 'a b', 'ü'])(
    'refuses the name %j everywhere, and writes nothing',
    async name => {
      const wrong = { code: 'WrongLibraryName', kind: 'input', message: expect.not.stringContaining('\u001b') }
      await expect(library.save(template('a', { name }))).rejects.toMatchObject(wrong)
      await expect(library.read(name)).rejects.toMatchObject(wrong)
      await expect(library.tag(name, ['x'], [])).rejects.toMatchObject(wrong)
      await expect(library.remove(name)).rejects.toMatchObject(wrong)
      expect(existsSync(join(scratch, 'workspace'))).toBe(false)
    },
  )

  it('refuses a name that is another in other case', async () => {
    await library.save(template('a'))
    await expect(library.save(template('a', { name: 'PLS' }))).rejects.toMatchObject({
      code: 'WrongLibraryName',
      hint: expect.stringContaining('pls'),
    })
  })

  it('tells damage: a text that was changed or is missing, facts that are no facts', async () => {
    await library.save(template('a'))
    const text = join(folder, 'pls', 'v1.yaml')
    writeFileSync(text, 'b')
    await expect(library.read('pls')).rejects.toMatchObject({ code: 'DamagedFile', kind: 'storage' })
    rmSync(text)
    await expect(library.read('pls')).rejects.toMatchObject({ message: expect.stringContaining('missing') })
    writeFileSync(join(folder, 'pls', 'template.yaml'), 'versions: [{version: 1, sha256: "", file: ../../x}]\n')
    await expect(library.list()).rejects.toMatchObject({ code: 'DamagedFile' })
    writeFileSync(join(folder, 'pls', 'template.yaml'), 'schema_version: "9.0"\n')
    await expect(library.list()).rejects.toMatchObject({ code: 'NewerSchema' })
  })

  it('overlooks files and folders that are none of its own', async () => {
    await library.save(template('a'))
    writeFileSync(join(folder, 'README.md'), 'notes')
    mkdirSync(join(folder, 'empty'))
    expect((await library.list()).map(({ name }) => name)).toEqual(['pls'])
  })

  it('overlooks what a killed save left, and saves over it', async () => {
    await library.save(template('a'))
    rmSync(join(folder, 'pls', 'template.yaml'))
    expect(await library.list()).toEqual([])
    expect((await library.save(template('b'))).version.version).toBe(1)
    expect((await library.read('pls')).text).toBe('b')
  })

  it('keeps what two processes save at the same time', async () => {
    const script = join(scratch, 'save.mts')
    const room = rootPath('src', 'core', 'workspace', 'index.ts')
    writeFileSync(
      script,
      `import { openTemplateLibrary } from ${JSON.stringify(room)}
       const [folder, who] = process.argv.slice(2)
       const library = openTemplateLibrary(folder, 'workspace')
       for (let i = 0; i < 10; i++) {
         await library.save({ name: 'pls', text: who + i, format: 'yaml', author: who, tags: [who] })
       }`,
    )
    const save = (who: string) => promisify(execFile)(process.execPath, [script, folder, who])
    await Promise.all(['one', 'two'].map(save))
    const [record] = await library.list()
    expect(record!.versions.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect([...record!.tags].sort()).toEqual(['one', 'two'])
    const texts = await Promise.all(
      record!.versions.map(async ({ version }) => (await library.read('pls', version)).text),
    )
    expect(texts.sort()).toEqual(['one', 'two'].flatMap(who => Array.from({ length: 10 }, (_, i) => who + i)))
  })
})
