import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { datasetReaders, loadTable, readDataset } from '../../src/core/datasets/index.ts'
import { N4aError } from '../../src/core/errors/index.ts'
import { zip } from './hostile-files.ts'
import { validFiles } from './valid-files.ts'

/** `FUZZ_RUNS=20000 npx vitest run test/malformed/fuzz.test.ts` looks longer. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 120)
const folder = mkdtempSync(join(tmpdir(), 'n4a-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
/** Sizes and counts stand in four bytes: what is largest, smallest, negative and off by one. */
const extremes = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

type Change = (bytes: Buffer) => Buffer
const cut = (bytes: Buffer, at: number) => Math.floor(bytes.length * at)

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(share, fc.nat(7)).map(
    ([at, bit]): Change =>
      bytes => {
        if (bytes.length > 0) bytes[cut(bytes, at)]! ^= 1 << bit
        return bytes
      },
  ),
  fc.tuple(share, fc.constantFrom(...extremes), fc.boolean()).map(
    ([at, value, big]): Change =>
      bytes => {
        const offset = Math.min(cut(bytes, at), bytes.length - 4)
        if (offset >= 0) big ? bytes.writeUInt32BE(value, offset) : bytes.writeUInt32LE(value, offset)
        return bytes
      },
  ),
  share.map(
    (end): Change =>
      bytes =>
        bytes.subarray(0, cut(bytes, end)),
  ),
  fc.tuple(share, share).map(
    ([from, to]): Change =>
      bytes => {
        const [a, b] = [cut(bytes, Math.min(from, to)), cut(bytes, Math.max(from, to))]
        return Buffer.concat([bytes.subarray(0, b), bytes.subarray(a)])
      },
  ),
  fc.tuple(share, share).map(
    ([from, to]): Change =>
      bytes => {
        const [a, b] = [cut(bytes, Math.min(from, to)), cut(bytes, Math.max(from, to))]
        return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)])
      },
  ),
)

/** The beginning of one file and the end of another, of any kinds. */
const splice = (files: readonly Buffer[]) =>
  fc
    .tuple(fc.constantFrom(...files), fc.constantFrom(...Object.values(validFiles).flat()), share, share)
    .map(([first, second, end, start]) =>
      Buffer.concat([first.subarray(0, cut(first, end)), second.subarray(cut(second, start))]),
    )

async function foreseen(path: string): Promise<void> {
  try {
    const { table } = await loadTable(path)
    expect(table.numbers.length).toBe(table.rows * table.columns.length)
    await readDataset({ path }, folder)
  } catch (error) {
    if (!(error instanceof N4aError)) throw error
    expect(error).toMatchObject({ kind: expect.stringMatching(/^(data|input)$/), place: { file: path } })
    expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|undefined|NaN|\[object/)
  }
}

describe('a file that was changed at random is a dataset or an error of the catalogue', () => {
  for (const { id, extensions } of datasetReaders) {
    const files = validFiles[id]!
    it(`(${id})`, async () => {
      const path = join(folder, `f${extensions[0]}`)
      const start = fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...files) },
        { weight: 1, arbitrary: splice(files) },
      )
      await fc.assert(
        fc.asyncProperty(start, fc.array(changes, { minLength: 1, maxLength: 4 }), async (file, all) => {
          writeFileSync(
            path,
            all.reduce<Buffer>((bytes, change) => change(bytes), Buffer.from(file)),
          )
          await foreseen(path)
        }),
        { numRuns },
      )
    }, 3_600_000)
  }

  it.each(['gz', 'zip'])(
    '(csv in a %s)',
    async kind => {
      const path = join(folder, `f.csv.${kind}`)
      const [text] = validFiles.csv as [Buffer]
      const packed = kind === 'gz' ? gzipSync(text) : zip({ 'a.csv': text, 'readme.md': 'x' })
      await fc.assert(
        fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 4 }), async all => {
          writeFileSync(
            path,
            all.reduce<Buffer>((bytes, change) => change(bytes), Buffer.from(packed)),
          )
          await foreseen(path)
        }),
        { numRuns },
      )
    },
    3_600_000,
  )
})
