import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const read = datasetReader(temporaryFolder())
const table = 'sample,fat,850,852\na,1.5,2,3\nb,2.5,3,4\n'

interface Change {
  readonly flags?: number
  readonly method?: number
  readonly crc?: number
}

/** An archive as the format describes it; `change` damages its list of files. */
function zipOf(files: Readonly<Record<string, string | Buffer>>, change: Change = {}): Buffer {
  const local: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text as string)
    const packed = change.method === 0 ? content : deflateRawSync(content)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(change.flags ?? 0, 2)
    facts.writeUInt16LE(change.method ?? 8, 4)
    facts.writeUInt32LE(change.crc ?? crc32(content), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(Buffer.byteLength(name), 22)
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), facts, tail, Buffer.from(name)]))
    local.push(header)
    at += header.length
  }
  const entries = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(list.length, 8)
  end.writeUInt16LE(list.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, entries, end])
}

describe('a zip archive', () => {
  it('with one table is that table, whatever else it holds', async () => {
    const files = { 'readme.md': 'x', 'data/corn.csv': table, '__MACOSX/._corn.csv': 'x' }
    const { dataset, notes } = await read(zipOf(files), {}, 'corn.zip')
    expect(Array.from(dataset.X.values)).toEqual([2, 3, 3, 4])
    expect(notes).toContain('Read from the archive: "data/corn.csv".')
    expect((await read(zipOf({ 'corn.csv': table }, { method: 0 }), {}, 'corn.csv.zip')).dataset.name).toBe('corn')
  })

  it('with several tables gives the one that is named', async () => {
    const two = { 'a.csv': table, 'b.csv': table.replace('2,3', '7,8') }
    const { dataset } = await read(zipOf(two), { member: 'b.csv' }, 'two.zip')
    expect(dataset.X.values[0]).toBe(7)
    const error = await errorOf(read(zipOf(two), {}, 'two.zip'))
    expect(error).toMatchObject({ code: 'WrongArchive', hint: expect.stringContaining('"a.csv", "b.csv"') })
  })

  const wrong = [
    ['no table', 'WrongArchive', zipOf({ 'readme.md': 'x' }), {}, /no table/],
    ['no such member', 'WrongArchive', zipOf({ 'a.csv': table }), { member: 'b.csv' }, /holds no "b.csv"/],
    ['a path that leads out of it', 'WrongArchive', zipOf({ '../a.csv': table }), {}, /leads out/],
    ['an absolute path', 'WrongArchive', zipOf({ '/etc/a.csv': table }), {}, /leads out/],
    ['a path to a drive', 'WrongArchive', zipOf({ 'C:\\a.csv': table }), {}, /leads out/],
    ['an encrypted table', 'UnsupportedTable', zipOf({ 'a.csv': table }, { flags: 1 }), {}, /locked/],
    ['another way of packing', 'UnsupportedTable', zipOf({ 'a.csv': table }, { method: 99 }), {}, /method 99/],
    ['a wrong checksum', 'DamagedTable', zipOf({ 'a.csv': table }, { crc: 7 }), {}, /another checksum/],
    ['its end cut off', 'DamagedTable', zipOf({ 'a.csv': table }).subarray(0, -30), {}, /contents/],
    ['something else in it', 'DamagedTable', Buffer.from('not a zip archive at all'), {}, /contents|short|end/],
    ['nothing in it', 'DamagedTable', Buffer.alloc(0), {}, /contents|short|end/],
    ['a table that expands without end', 'TableTooLarge', zipOf({ 'a.csv': Buffer.alloc(80 * 2 ** 20) }), {}, /claims/],
  ] as const
  for (const [title, code, bytes, spec, says] of wrong) {
    it(`with ${title} is refused as ${code}`, async () => {
      const error = await errorOf(read(bytes, spec, 'wrong.zip'))
      expect(error.code).toBe(code)
      expect(error.message).toMatch(says)
    })
  }
})

describe('a gz file', () => {
  it('that expands without end is refused', async () => {
    const error = await errorOf(read(gzipSync(Buffer.alloc(80 * 2 ** 20)), {}, 'bomb.csv.gz'))
    expect(error.code).toBe('TableTooLarge')
  })

  it('has no members', async () => {
    const error = await errorOf(read(gzipSync(table), { member: 'a.csv' }, 'a.csv.gz'))
    expect(error.code).toBe('UnsupportedRequest')
  })
})
