import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { unpackEntry, zipEntries, zipWriter } from '../../src/core/zip/index.ts'
import { bytesSource } from './support.ts'

async function zipped(files: Iterable<readonly [string, Buffer]>, start = 0): Promise<Buffer> {
  const parts: Buffer[] = []
  const zip = zipWriter(async bytes => void parts.push(bytes), start)
  for (const [name, content] of files) await zip.add(name, content)
  await zip.finish()
  return Buffer.concat(parts)
}

it('gives back what it was given: packed, stored, empty, and names beyond ASCII', async () => {
  const noise = Buffer.concat([...'abcdefgh'].map(text => createHash('sha256').update(text).digest()))
  const files = new Map([
    ['a/text.txt', Buffer.from('spectra '.repeat(1000))],
    ['noise', noise],
    ['empty', Buffer.alloc(0)],
    ['Größe.txt', Buffer.from('ä')],
  ])
  const source = bytesSource(await zipped(files))
  const entries = zipEntries(source)
  expect(entries.map(({ name, method }) => [name, method])).toEqual([
    ['a/text.txt', 8],
    ['noise', 0],
    ['empty', 0],
    ['Größe.txt', 0],
  ])
  for (const entry of entries) expect(unpackEntry(source, entry)).toEqual(files.get(entry.name))
})

it('stores what would unfold a hundredfold, for readers take that for a bomb', async () => {
  const [entry] = zipEntries(bytesSource(await zipped([['zeros', Buffer.alloc(2 ** 24 + 1)]])))
  expect(entry).toMatchObject({ method: 0, packed: 2 ** 24 + 1 })
})

it('lists more files than 16 bits count', async () => {
  const files = Array.from({ length: 66_000 }, (_, i) => [`f${i}`, Buffer.alloc(0)] as const)
  const entries = zipEntries(bytesSource(await zipped(files)))
  expect(entries).toHaveLength(66_000)
  expect(entries.at(-1)!.name).toBe('f65999')
})

it('reaches places that 32 bits do not', async () => {
  const start = 5 * 2 ** 30
  const bytes = await zipped([['far', Buffer.from('away')]], start)
  // As a file with a hole, which takes no room.
  const source = {
    ...bytesSource(bytes),
    length: start + bytes.length,
    slice: (from: number, length: number) => {
      const hole = Math.min(length, Math.max(0, start - from))
      return Buffer.concat([Buffer.alloc(hole), bytes.subarray(from + hole - start, from + length - start)])
    },
  }
  const [entry] = zipEntries(source)
  expect(entry).toMatchObject({ name: 'far', start })
  expect(unpackEntry(source, entry!).toString()).toBe('away')
})
