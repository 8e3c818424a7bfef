import { execFileSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  type FileAccess,
  movedPath,
  nodeFiles,
  readDatasets,
  resolveDataset,
  searchFolders,
  withPrefix,
} from '../../src/core/datasets/index.ts'
import { compareFile } from '../../src/core/datasets/resolution/compare-file.ts'
import { usualPlaces } from '../../src/core/datasets/resolution/usual-places.ts'
import type { DatasetFile } from '../../src/core/records/index.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-resolution-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const MB = 2 ** 20

/** Nothing but counting: how many bytes of each file were read. */
function counted(access: FileAccess = nodeFiles) {
  const bytes = new Map<string, number>()
  const counting: FileAccess = {
    ...access,
    async *read(path, ranges) {
      for await (const piece of access.read(path, ranges)) {
        bytes.set(path, (bytes.get(path) ?? 0) + piece.length)
        yield piece
      }
    },
  }
  const whole = () => [...bytes].filter(([path, read]) => read >= statSync(path).size).map(([path]) => path)
  const total = () => [...bytes.values()].reduce((sum, read) => sum + read, 0)
  return { access: counting, whole, total }
}

/** A file of some size with a few texts in it and nothing else, which takes no room on the disk. */
function sparse(path: string, size: number, texts: Readonly<Record<number, string>>): string {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, 'w')
  ftruncateSync(file, size)
  for (const [at, text] of Object.entries(texts)) writeSync(file, text, Number(at))
  closeSync(file)
  return path
}

async function recorded(path: string): Promise<DatasetFile> {
  const { createHash } = await import('node:crypto')
  const { quickHashOf } = await import('../../src/core/datasets/resolution/compare-file.ts')
  const facts = await nodeFiles.facts(path)
  if (facts.kind !== 'file') throw new RangeError(path)
  const hash = createHash('sha256')
  for await (const piece of nodeFiles.read(path, [[0, facts.size]])) hash.update(piece)
  const { size, modified_at } = facts
  const quick_hash = await quickHashOf(nodeFiles, facts)
  return { path, size, modified_at, hash: `sha256:${hash.digest('hex')}`, quick_hash }
}

const surroundings = { workspace: join(scratch, 'nowhere', 'workspace'), directory: scratch, folders: [] }

function resolving(folders: readonly string[], files: readonly DatasetFile[], access: FileAccess, left = 8) {
  const sizes = new Set(files.map(({ size }) => size))
  return {
    access,
    full: false,
    reads: { left, done: 0 },
    surroundings,
    changed: 'tell' as const,
    index: () => searchFolders({ folders, passOver: [], mostFiles: 1e6 }, sizes, access),
  }
}

describe('looking for one file among a thousand of its size', () => {
  const folder = join(scratch, 'thousand')
  const texts = { 0: 'sample,1100,1102', [5 * MB]: 'middle', [10 * MB - 9]: 'the end' }
  const lost = (async () => {
    const wanted = await recorded(sparse(join(scratch, 'lost', 'corn.csv'), 10 * MB, { ...texts, [2 * MB]: 'unlike' }))
    rmSync(wanted.path)
    for (let i = 0; i < 1000; i++) sparse(join(folder, `${i % 7}`, `${i}.csv`), 10 * MB, { ...texts, 0: `sample ${i}` })
    // Three that differ only where no sample is taken.
    for (const i of [3, 4, 5]) sparse(join(folder, 'alike', `${i}.csv`), 10 * MB, { ...texts, [2 * MB]: `other ${i}` })
    return wanted
  })()

  it('reads a few of them whole, and finds it', async () => {
    const wanted = await lost
    const right = sparse(join(folder, 'alike', 'zz.csv'), 10 * MB, { ...texts, [2 * MB]: 'unlike' })
    const { access, whole, total } = counted()
    const found = await resolveDataset([wanted], resolving([folder], [wanted], access))
    expect(found).toMatchObject({ status: 'relocated', proof: 'content', moves: [{ from: wanted.path, to: right }] })
    expect(whole()).toHaveLength(4)
    expect(total()).toBeLessThan(0.03 * 1004 * 10 * MB)
    expect(found.stages.map(({ stage, examined, left }) => [stage, examined, left])).toEqual([
      ['stored_path', 1, 0],
      ['usual_places', expect.any(Number), 0],
      ['same_size', 1004, 1004],
      ['quick_hash', 1004, 4],
      ['full_hash', 4, 1],
    ])
    rmSync(right)
  })

  it('reads none whole where one has kept its time of change', async () => {
    const wanted = await lost
    const right = sparse(join(folder, 'alike', 'zz.csv'), 10 * MB, { ...texts, [2 * MB]: 'unlike' })
    const time = new Date(wanted.modified_at!)
    utimesSync(right, time, time)
    const { access, whole } = counted()
    const found = await resolveDataset([wanted], resolving([folder], [wanted], access))
    expect(found).toMatchObject({ status: 'relocated', proof: 'sample', moves: [{ to: right }] })
    expect(whole()).toEqual([])
    rmSync(right)
  })

  it('stops at the limit of whole reads, and tells which it did not decide', async () => {
    const wanted = await lost
    const { access, whole } = counted()
    const found = await resolveDataset([wanted], resolving([folder], [wanted], access, 2))
    expect(found).toMatchObject({ status: 'missing', proof: null, files: null })
    expect(whole()).toHaveLength(2)
    expect(found.candidates.map(({ verdict }) => verdict).sort()).toEqual(['differs', 'differs', 'undecided'])
  })

  it('would read all of them whole without the cheaper stages', async () => {
    const wanted = await lost
    const { access, whole } = counted()
    const blind = { ...wanted, quick_hash: '' }
    await resolveDataset([blind], resolving([join(folder, 'alike'), join(folder, '0')], [blind], access, 1e6))
    expect(whole()).toHaveLength(146)
  })
})

describe('a file in its place', () => {
  const file = join(scratch, 'place', 'a.csv')
  const big = { 0: 'a,b', [3 * MB]: 'here' }
  const check = async (wanted: DatasetFile, left = 8, full = false) => {
    const { access, whole, total } = counted()
    const reads = { left, done: 0 }
    const found = await compareFile(wanted.path, wanted, true, { access, reads, full })
    return { found, whole: whole().length, total: total() }
  }

  it('is not read at all while its size and time of change are as recorded', async () => {
    const wanted = await recorded(sparse(file, 4 * MB, big))
    expect(await check(wanted)).toMatchObject({ found: { verdict: 'same', proof: 'facts' }, total: 0 })
    expect(await check(wanted, 8, true)).toMatchObject({ found: { verdict: 'same', proof: 'content' } })
  })

  it('is read whole where only its time of change is another', async () => {
    const wanted = { ...(await recorded(sparse(file, 4 * MB, big))), modified_at: '2020-01-01T00:00:00.000Z' }
    expect(await check(wanted)).toMatchObject({ found: { verdict: 'same', proof: 'content' }, whole: 1 })
    expect(await check(wanted, 0)).toMatchObject({ found: { verdict: 'undecided' }, whole: 0 })
  })

  it('is known to be another by its size, by its sample, and by what no sample holds', async () => {
    const wanted = await recorded(sparse(file, 4 * MB, big))
    sparse(file, 4 * MB + 1, big)
    expect(await check(wanted)).toMatchObject({ found: { verdict: 'differs' }, total: 0 })
    sparse(file, 4 * MB, { ...big, 0: 'b,a' })
    utimesSync(file, 1, 1)
    expect(await check(wanted)).toMatchObject({ found: { verdict: 'differs' }, whole: 0 })
    sparse(file, 4 * MB, { ...big, [3 * MB]: 'gone' })
    utimesSync(file, 1, 1)
    expect(await check(wanted)).toMatchObject({ found: { verdict: 'differs' }, whole: 1 })
  })

  it('that is small is proved by its sample', async () => {
    writeFileSync(file, 'a,b\n1,2\n')
    const wanted = await recorded(file)
    utimesSync(file, 1, 1)
    expect(await check(wanted, 0)).toMatchObject({ found: { verdict: 'same', proof: 'content' }, total: wanted.size })
  })
})

it('tells of a copy of what a changed file was, and takes it only when asked', async () => {
  const folder = join(scratch, 'changed')
  mkdirSync(join(folder, 'backup'), { recursive: true })
  const file = join(folder, 'a.csv')
  writeFileSync(file, 'a,b\n1,2\n')
  const wanted = await recorded(file)
  copyFileSync(file, join(folder, 'backup', 'old.csv'))
  writeFileSync(file, 'a,b\n1,3333\n')
  const told = await resolveDataset([wanted], resolving([folder], [wanted], nodeFiles))
  expect(told).toMatchObject({
    status: 'hash_mismatch',
    moves: [],
    candidates: [{ path: join(folder, 'backup', 'old.csv'), verdict: 'same' }],
  })
  const taken = await resolveDataset([wanted], { ...resolving([folder], [wanted], nodeFiles), changed: 'take' })
  expect(taken).toMatchObject({ status: 'relocated', moves: [{ from: file, to: join(folder, 'backup', 'old.csv') }] })
})

describe('a dataset of several files', () => {
  it('is found as a whole where its folder has gone, and not where one of them is lacking', async () => {
    const folder = join(scratch, 'several', 'corn')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'Xcal.csv'), '1100;1102\n1;2\n3;4\n5;6\n')
    writeFileSync(join(folder, 'Ycal.csv'), 'protein\n1.5\n2.5\n3.25\n')
    const [read] = await readDatasets([{ path: folder }], '.')
    const { files } = read!.record
    expect(files!.map(({ path }) => path)).toEqual([join(folder, 'Xcal.csv'), join(folder, 'Ycal.csv')])
    const now = join(scratch, 'elsewhere', 'corn')
    mkdirSync(dirname(now), { recursive: true })
    renameSync(folder, now)
    const found = await resolveDataset(files!, resolving([dirname(now)], files!, nodeFiles))
    expect(found.status).toBe('relocated')
    expect(movedPath(folder, found.moves)).toBe(now)
    rmSync(join(now, 'Ycal.csv'))
    const lost = await resolveDataset(files!, resolving([dirname(now)], files!, nodeFiles))
    expect(lost).toMatchObject({ status: 'missing', files: null, moves: [] })
  })
})

describe('paths that nobody should open', () => {
  it('are no files: a zero byte, a pipe, a device, a folder, links in a circle, a name too long', async () => {
    const pipe = join(scratch, 'pipe')
    execFileSync('mkfifo', [pipe])
    symlinkSync(join(scratch, 'loop'), join(scratch, 'loop'))
    const kinds = ['a\0b', '', pipe, '/dev/zero', scratch, join(scratch, 'loop'), `/${'x'.repeat(5000)}`].map(
      async path => (await nodeFiles.facts(path)).kind,
    )
    expect(await Promise.all(kinds)).toEqual(['absent', 'absent', 'refused', 'refused', 'refused', 'absent', 'absent'])
    for await (const _ of nodeFiles.read(pipe, [[0, 10]])) throw new RangeError('read')
  })

  it('are passed over where folders are looked through, without following links to folders', async () => {
    const folder = join(scratch, 'walk')
    mkdirSync(join(folder, 'inner'), { recursive: true })
    symlinkSync(folder, join(folder, 'inner', 'up'))
    writeFileSync(join(folder, 'inner', 'a.csv'), '12345')
    symlinkSync(join(folder, 'inner', 'a.csv'), join(folder, 'linked.csv'))
    execFileSync('mkfifo', [join(folder, 'pipe.csv')])
    const roots = { folders: [folder, folder], passOver: [], mostFiles: 100 }
    const index = await searchFolders(roots, new Set([5]), nodeFiles)
    expect(index.bySize.get(5)!.map(({ path }) => path)).toEqual([
      join(folder, 'inner', 'a.csv'),
      join(folder, 'linked.csv'),
    ])
    const short = await searchFolders({ ...roots, mostFiles: 1 }, new Set([5]), nodeFiles)
    expect(short).toMatchObject({ examined: 1, givenUp: true })
  })

  it('give no places to look in but below the folders at hand', () => {
    const places = usualPlaces('../../..\\etc/C:/data/../x.csv', surroundings)
    for (const path of places) expect(path.startsWith(scratch) || path.startsWith(tmpdir())).toBe(true)
    expect(usualPlaces('a\0b', surroundings)).toEqual([])
    expect(usualPlaces('C:\\data\\wheat.csv', surroundings)).toContain(join(scratch, 'data', 'wheat.csv'))
  })
})

describe('a prefix', () => {
  it.each([
    ['/data/a/x.csv', '/data', '/nas', '/nas/a/x.csv'],
    ['/data/a/x.csv', '/data/', '/nas/', '/nas/a/x.csv'],
    ['/data/x.csv', '/data/x.csv', '/nas/y.csv', '/nas/y.csv'],
    ['/database/x.csv', '/data', '/nas', null],
    ['/x.csv', '/', '/nas', '/nas/x.csv'],
    ['C:\\Data\\NIR\\x.csv', 'c:/data', '/mnt', '/mnt/NIR/x.csv'],
  ])('%s, from %s to %s: %s', (path, from, to, moved) => expect(withPrefix(path, from, to)).toBe(moved))
})

describe('what stands beside a file that has moved', () => {
  it.each([
    ['/a/data/rows.json', '/b/data/x.csv', '/b/data/rows.json'],
    ['/a/other/rows.json', '/b/data/x.csv', '/b/other/rows.json'],
    ['/a/data', '/b/data/x.csv', '/b/data'],
    ['/a/data/rows.json', '/b/data/renamed.csv', '/a/data/rows.json'],
    ['/elsewhere/rows.json', '/b/y.csv', '/elsewhere/rows.json'],
  ])('%s goes to where %s lets it', (path, to, moved) => {
    expect(movedPath(path, [{ from: '/a/data/x.csv', to }])).toBe(moved)
  })
})
