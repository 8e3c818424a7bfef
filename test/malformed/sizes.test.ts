import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { loadTable, readDataset } from '../../src/core/datasets/index.ts'
import { indexOfByte } from '../../src/core/datasets/readers/index-of-byte.ts'
import { spcFile } from '../datasets/instrument-files.ts'
import { errorOf } from '../datasets/support.ts'
import { good, matlab, npyOf, spectrum, zip } from './hostile-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'n4a-sizes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

const GB = 2 ** 30
const MB = 2 ** 20

/** A file that claims so many bytes and takes none on the disk behind its beginning. */
function sparse(name: string, size: number, head: Buffer = Buffer.alloc(0)): string {
  const path = join(folder, name)
  const file = openSync(path, 'w')
  writeSync(file, head)
  ftruncateSync(file, size)
  closeSync(file)
  return path
}

const written = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The error, and that memory was not taken for what the file claims. */
async function refusal(path: string) {
  const before = process.memoryUsage().rss
  const error = await errorOf(loadTable(path))
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * MB)
  expect(error.place.file).toBe(path)
  expect(error.hint ?? '').not.toBe('')
  return error
}

describe('a file of several gigabytes', () => {
  it.each(['csv', 'npy', 'mat', 'parquet', 'spc', 'xlsx', 'npz', 'jdx', 'asd', '0', 'feather', 'csv.gz', 'csv.zip'])(
    'of zeros (.%s) is refused at its beginning',
    async kind => {
      for (const size of [2 * GB, 5 * GB]) {
        expect(await refusal(sparse(`zeros.${kind}`, size))).toMatchObject({ code: 'DamagedTable' })
      }
    },
  )

  it.each([
    ['npy', npyOf('<f8', '671088640,')],
    ['parquet', good('parquet/none.parquet')],
    ['mat', matlab()],
    ['spc', spcFile({ spectra: [spectrum] })],
    ['csv.gz', gzipSync('a,b\n1,2\n')],
  ] as const)('of a kind that is read whole (.%s) is refused by its size', async (kind, head) => {
    const error = await refusal(sparse(`large.${kind}`, 5 * GB, head))
    expect(error).toMatchObject({ code: 'FileTooLarge', kind: 'data' })
    expect(error.message).toContain('5.4 GB')
  })

  it('of text is refused where memory would not do, with the figures', async () => {
    vi.spyOn(process, 'availableMemory').mockReturnValue(4 * GB)
    const error = await refusal(sparse('large.csv', 3 * GB, Buffer.from('sample,fat,850\n')))
    expect(error).toMatchObject({ code: 'NotEnoughMemory', kind: 'data' })
    expect(error.message).toMatch(/3\.2 GB.*11\.3 GB.*4\.3 GB/)
  })
})

describe('a line', () => {
  const cells = '1.25,'.repeat(14 * MB)

  it.each([
    ['in the first place', cells, 1],
    ['under a header', `sample,fat,850\n${cells}`, 2],
    ['in quotes', `sample,fat,850\n"${cells}`, 2],
  ] as const)('that does not end, %s, is refused with its number', async (_, text, line) => {
    const error = await errorOf(loadTable(written('line.csv', text)))
    expect(error).toMatchObject({ code: 'EndlessLine', place: { line } })
  })

  it('of two hundred thousand columns is read', async () => {
    const n = 200_000
    const header = Array.from({ length: n }, (_, j) => 1000 + j).join(',')
    const row = (i: number) => `s${i},${i + 0.5},${'0.1,'.repeat(n - 1)}0.${i}`
    const path = written('wide.csv', `sample,fat,${header}\n${[1, 2, 3].map(row).join('\n')}\n`)
    const { dataset } = await readDataset({ path }, folder)
    expect(dataset.X).toMatchObject({ rows: 3, columns: n })
    expect(dataset.axis!.values.at(-1)).toBe(1000 + n - 1)
    expect(dataset.X.values.at(-1)).toBe(0.3)
  })

  it('of prefixed headers is read as well', async () => {
    const n = 100_000
    const header = Array.from({ length: n }, (_, j) => `X${1000 + j}`).join(',')
    const row = (i: number) => `s${i},${i + 0.5},${'0.1,'.repeat(n - 1)}0.${i}`
    const path = written('prefixed.csv', `sample,fat,${header}\n${[1, 2, 3].map(row).join('\n')}\n`)
    expect((await readDataset({ path, y: 'fat' }, folder)).dataset.X.columns).toBe(n)
  })
})

describe('what claims to be more than it is', () => {
  it.each(['9007199254740992,', '9007199254740991, 9007199254740991', '4294967296, 4294967296', '1e3,'])(
    'an array of shape (%s) is refused',
    async shape => {
      const error = await refusal(written('claim.npy', npyOf('<f8', shape)))
      expect(error.code).toMatch(/^(TableTooLarge|DamagedTable)$/)
    },
  )

  it('an archive in an archive may not multiply', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MB, '1,2\n'))
    expect(await refusal(written('nested.zip', zip({ 'a.csv.gz': bomb })))).toMatchObject({ code: 'TableTooLarge' })
    const array = npyOf('<f8', '1310720,')
    const zeros = zip({ 'x.npy': Buffer.concat([array, Buffer.alloc(10 * MB)]) })
    expect(
      await refusal(written('nested.npy.gz', gzipSync(Buffer.concat([zeros, Buffer.alloc(20 * MB)])))),
    ).toMatchObject({ code: 'TableTooLarge' })
  })

  it('little memory makes the limit of unpacking smaller', async () => {
    const path = written('half.csv.gz', gzipSync(Buffer.from(`a,b\n${'1,2\n'.repeat(40 * MB)}`)))
    vi.spyOn(process, 'availableMemory').mockReturnValue(90 * MB)
    expect(await errorOf(loadTable(path))).toMatchObject({ code: 'TableTooLarge' })
  })
})

it('a byte behind the first gigabyte of a buffer is found where it is', () => {
  const bytes = Buffer.alloc(GB + 1000)
  for (const at of [5, GB - 1, GB, GB + 7]) bytes[at] = 10
  const found: number[] = []
  for (let at = indexOfByte(bytes, 10); at >= 0; at = indexOfByte(bytes, 10, at + 1)) found.push(at)
  expect(found).toEqual([5, GB - 1, GB, GB + 7])
  expect(indexOfByte(bytes, 11)).toBe(-1)
})
