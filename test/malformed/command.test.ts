import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ended, n4a } from '../cli/support/built-command.ts'
import { badTables } from './bad-tables.ts'
import { hostileFiles } from './hostile-files.ts'
import { type BadRequest, badDatasets, badRunFiles, soundTable } from './requests.ts'
import { folderOf } from './support.ts'

/** Starting the command takes a third of a second, and the engine is asked for each of them elsewhere. */
const every = <T>(step: number, items: readonly T[]) => items.filter((_, i) => i % step === 0)
const pressing = ({ wrong }: BadRequest) => /escape|pipe|never ends|circle|zero byte|growsfold|deep|itself/.test(wrong)
const chosen = (all: readonly BadRequest[]) => [...new Set([...every(5, all), ...all.filter(pressing)])]

function expectRefusal({ code, out, err }: Ended, name: string, folder: string): void {
  expect({ code, out, err }).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`[${name}]`) })
  expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(4)
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
  expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  expect(err.length).toBeLessThan(8000)
  expect(existsSync(join(folder, 'workspace'))).toBe(false)
}

describe.skipIf(process.platform === 'win32')('the command, given', () => {
  it.each(chosen(badRunFiles))(
    '$wrong, says so in a few lines without a stack, and exits with 2',
    async bad => {
      const folder = folderOf(bad)
      expectRefusal(await n4a(['run', bad.run ?? 'run.yaml'], { cwd: folder }), bad.code, folder)
    },
    20_000,
  )

  it.each(chosen(badDatasets))(
    '$wrong, says so when it shows it, and exits with 2',
    async bad => {
      const folder = folderOf(bad)
      expectRefusal(await n4a(['datasets', 'show', bad.dataset!], { cwd: folder }), bad.code, folder)
    },
    20_000,
  )

  it.each(
    every(
      12,
      badTables.filter(({ spec }) => spec === undefined),
    ),
  )(
    'a table with $title, exits with 2',
    async bad => {
      const folder = folderOf({ wrong: bad.title, code: bad.code, files: { 'bad.csv': Buffer.from(bad.text) } })
      expectRefusal(await n4a(['datasets', 'show', 'bad.csv'], { cwd: folder }), bad.code, folder)
    },
    20_000,
  )

  it.each(every(12, hostileFiles))(
    'a file that is $title, exits with 2',
    async bad => {
      const folder = folderOf({ wrong: bad.title, code: bad.code, files: { [bad.file]: bad.bytes } })
      expectRefusal(await n4a(['datasets', 'show', bad.file], { cwd: folder }), bad.code, folder)
    },
    20_000,
  )
})

/** A workspace with two runs, made once by the command itself. */
async function ranTwice(): Promise<{ folder: string; runs: readonly string[] }> {
  const folder = folderOf({ wrong: 'nothing', code: '' })
  for (const name of ['one', 'two']) {
    const run = `name: ${name}\ntemplates: [template.yaml]\ndatasets: [{path: table.csv, y: fat, name: ${name}}]\nconfig: {folds: {splitter: KFold, n_splits: 2}}\n`
    writeFileSync(join(folder, 'run.yaml'), run)
    expect(await n4a(['run', 'run.yaml'], { cwd: folder })).toMatchObject({ code: 0 })
  }
  const listed = await n4a(['runs', 'list', '--json'], { cwd: folder })
  return { folder, runs: (JSON.parse(listed.out) as { id: string }[]).map(({ id }) => id) }
}

describe('a damaged workspace, by the command', () => {
  it('is read as far as it can be, with warnings and exit code 3', async () => {
    const { folder, runs } = await ranTwice()
    const [hurt, sound] = runs as [string, string]
    const results = join(folder, 'workspace', 'runs', hurt, 'results.parquet')
    writeFileSync(results, readFileSync(results).subarray(0, 100))
    const listed = await n4a(['results', 'list', '--json'], { cwd: folder })
    expect(listed.code).toBe(3)
    expect((JSON.parse(listed.out) as { run_id: string }[]).map(({ run_id }) => run_id)).toEqual([sound])
    expect(listed.err).toContain('warning: left out')
    expect(listed.err).toContain(hurt)
    expect(await n4a(['results', 'list', '--run', hurt], { cwd: folder })).toMatchObject({ code: 3, out: '' })
    expect((await n4a(['doctor'], { cwd: folder })).out).toMatch(/✗ files +1 damaged file/)
    expect(await n4a(['workspace', 'verify'], { cwd: folder })).toMatchObject({ code: 3 })
  }, 60_000)

  it('whose manifest somebody has edited by hand is read as it stands', async () => {
    const { folder, runs } = await ranTwice()
    const manifest = join(folder, 'workspace', 'runs', runs[0]!, 'run_manifest.yaml')
    writeFileSync(manifest, `# looked at\n${readFileSync(manifest, 'utf8').replace(/^name: .*$/m, "name: 'edited'")}`)
    const listed = await n4a(['runs', 'list', '--json'], { cwd: folder })
    expect(listed).toMatchObject({ code: 0, err: '' })
    expect((JSON.parse(listed.out) as { name: string }[]).map(({ name }) => name)).toContain('edited')
  }, 60_000)
})

it.skipIf(process.platform === 'win32')(
  'a table of the current folder is read through a link, for its owner chose it',
  async () => {
    const folder = folderOf({ wrong: 'nothing', code: '', files: { 'other.csv': soundTable } })
    symlinkSync('other.csv', join(folder, 'link.csv'))
    expect(await n4a(['datasets', 'show', 'link.csv', '--y', 'fat'], { cwd: folder })).toMatchObject({ code: 0 })
  },
)
