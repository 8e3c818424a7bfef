import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../src/core/workspace/index.ts'
import { newRun, resultLine } from './support/records.ts'
import { emptyWorkspace } from './support/workspace.ts'

const writer = { shard: 'main', attempt: 1, n4a_version: '0.1.0' }

/** Two runs on a dataset each: `sound` on fat, `hurt` on protein. */
async function twoRuns({ checkpoint = true } = {}): Promise<Workspace> {
  const workspace = await emptyWorkspace()
  for (const [id, dataset, created] of [
    ['sound', 'fat', '2026-11-23'],
    ['hurt', 'protein', '2026-11-24'],
  ] as const) {
    await workspace.runs.create(newRun({ id, created_at: `${created}T08:00:00.000Z` }))
    const opened = await workspace.runs.openWriter(id, writer)
    for (const score of [1, 2])
      await opened.record([resultLine(opened, { id: `${id}-r${score}`, run_id: id, dataset, score })])
    await opened.close()
  }
  if (checkpoint) await workspace.checkpoint()
  return workspace
}

/** Within a text: a manifest that ends behind a whole line is that of an older version, for all that can be seen. */
const half = (path: string) => {
  const middle = Math.floor(statSync(path).size / 2)
  truncateSync(path, path.endsWith('.yaml') ? readFileSync(path).indexOf(': "', middle) + 5 : middle)
}
const replaced = (make: (path: string) => void) => (path: string) => {
  rmSync(path)
  make(path)
}

const damages: readonly (readonly [what: string, damage: (path: string) => void])[] = [
  ['empty', path => writeFileSync(path, '')],
  ['cut in half', half],
  ['full of zeros', path => writeFileSync(path, Buffer.alloc(statSync(path).size))],
  ['another kind of file', path => writeFileSync(path, 'PAR1{"a": [}PAR1 &a [*a, *a')],
  ['a folder', replaced(path => mkdirSync(path))],
  ['a pipe that nobody writes to', replaced(path => execFileSync('mkfifo', [path]))],
  ['a link in a circle', replaced(path => symlinkSync(path, path))],
  ['a device that never ends', replaced(path => symlinkSync('/dev/zero', path))],
]

const files = {
  manifest: 'runs/hurt/run_manifest.yaml',
  results: 'runs/hurt/results.parquet',
  predictions: 'predictions/protein.meta.parquet',
  templates: 'runs/hurt/templates/pls.json',
}

/** What every listing over the whole workspace gives of the sound run. */
async function expectTheRest(workspace: Workspace): Promise<void> {
  expect((await workspace.runs.list()).map(({ id }) => id)).toContain('sound')
  expect((await workspace.results()).map(({ id }) => id)).toEqual(expect.arrayContaining(['sound-r1', 'sound-r2']))
  const ofResult = (await workspace.predictions()).filter(({ run_id }) => run_id === 'sound')
  expect(ofResult).toEqual(await workspace.predictions({ run_id: 'sound' }))
  expect(ofResult.length).toBeGreaterThan(0)
  expect(await workspace.predictions({ dataset: 'fat' })).toEqual(ofResult)
  expect((await workspace.summaries()).map(({ dataset }) => dataset)).toContain('fat')
  expect((await workspace.runs.allTemplates()).map(({ run_id }) => run_id)).toContain('sound')
}

describe.skipIf(process.platform === 'win32')('a workspace with one file that is', () => {
  for (const [what, damage] of damages) {
    it.each(Object.keys(files) as (keyof typeof files)[])(
      `${what} (%s) gives all the rest, and says what it leaves out`,
      async name => {
        const workspace = await twoRuns()
        await expectTheRest(workspace)
        expect(workspace.omissions()).toEqual([])
        const path = join(workspace.path, files[name])
        damage(path)
        const again = openWorkspace(workspace.path)
        await expectTheRest(again)
        const [left, ...others] = again.omissions()
        expect(others).toEqual([])
        expect(left!.path).toBe(name === 'templates' ? join(workspace.path, 'runs/hurt/templates') : path)
        expect(left!.what).not.toBe('')
        expect(left!.advice).not.toBe('')
        expect((await again.care.verify()).map(problem => problem.path)).toContain(left!.path)
      },
      20_000,
    )
  }
})

describe('what was asked for by name', () => {
  it('is refused where its own file is damaged', async () => {
    const workspace = await twoRuns()
    for (const name of Object.values(files)) half(join(workspace.path, name))
    const again = openWorkspace(workspace.path)
    await expect(again.runs.read('hurt')).rejects.toMatchObject({ kind: 'storage' })
    await expect(again.predictions({ dataset: 'protein' })).rejects.toMatchObject({ code: 'DamagedFile' })
    const manifest = join(workspace.path, files.manifest)
    writeFileSync(
      manifest,
      readFileSync(join(workspace.path, 'runs/sound/run_manifest.yaml'), 'utf8').replace(/^id:.*$/m, 'id: "hurt"'),
    )
    await expect(again.runs.results('hurt')).rejects.toMatchObject({ code: 'DamagedFile' })
    await expect(again.runs.templates('hurt')).rejects.toMatchObject({ code: 'DamagedFile' })
  })
})

describe('a damaged line in a segment', () => {
  it('keeps what stands before it, and is told', async () => {
    const workspace = await twoRuns({ checkpoint: false })
    const segment = join(workspace.path, 'runs/hurt/segments/main-1.jsonl')
    const bytes = readFileSync(segment)
    const third = [1, 2].reduce(from => bytes.indexOf(10, from) + 1, 0)
    bytes[third + 40]! ^= 1
    writeFileSync(segment, bytes)
    const again = openWorkspace(workspace.path)
    expect((await again.results()).map(({ id }) => id).sort()).toEqual(['hurt-r1', 'sound-r1', 'sound-r2'])
    expect(again.omissions()).toMatchObject([{ kind: 'damaged_segment', path: segment }])
  })
})

describe('an omission', () => {
  it('is forgotten once its file can be read again', async () => {
    const workspace = await twoRuns()
    const path = join(workspace.path, files.results)
    renameSync(path, `${path}.kept`)
    writeFileSync(path, 'x')
    await workspace.results()
    expect(workspace.omissions()).toMatchObject([{ kind: 'damaged_table', path }])
    renameSync(`${path}.kept`, path)
    expect(await workspace.results()).toHaveLength(4)
    expect(workspace.omissions()).toEqual([])
    expect(existsSync(path)).toBe(true)
  })
})
