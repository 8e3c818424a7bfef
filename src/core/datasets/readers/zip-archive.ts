import { crc32, inflateRawSync } from 'node:zlib'
import { N4aError, UnsupportedTable } from '../../errors/index.ts'
import { type BinaryFile, binaryFile } from './binary-file.ts'
import { checkExpansion, expansionLimit } from './expansion-limit.ts'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localHeader = 0x04034b50
const mostComment = 65_535

/** Files of a zip archive by name, unpacked when asked for. */
export interface ZipArchive {
  readonly names: readonly string[]
  /** undefined where there is none of that name. @throws DamagedTable, TableTooLarge, UnsupportedTable */
  readonly unpack: (name: string) => Buffer | undefined
}

interface Entry {
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly unpacked: number
  readonly start: number
}

export const isZip = (bytes: Buffer) => bytes.length >= 4 && bytes.readUInt32LE(0) === localHeader

/**
 * The archive as its central directory lists it; stored and deflated entries, without zip64.
 *
 * @throws DamagedTable; UnsupportedTable for zip64
 * @see PKWARE, .ZIP File Format Specification 6.3.10, 4.3
 */
export function zipArchive(bytes: Buffer, format: string): ZipArchive {
  const file = binaryFile(bytes, format)
  const entries = new Map(directory(file).map(entry => [entry.name, entry]))
  return {
    names: [...entries.keys()],
    unpack: name => {
      const entry = entries.get(name)
      return entry && unpack(file, entry)
    },
  }
}

function directory(file: BinaryFile): Entry[] {
  const end = findEnd(file)
  const count = file.uint16(end + 10)
  let at = file.uint32(end + 16)
  if (count === 0xffff || at === 0xffffffff) {
    throw UnsupportedTable({ what: 'a zip64 archive', instead: 'Save it smaller than 4 GB, or as CSV.' })
  }
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (file.uint32(at) !== directoryEntry) throw file.damaged('its list of contents is broken', at)
    const [name, extra, comment] = [28, 30, 32].map(place => file.uint16(at + place)) as [number, number, number]
    entries.push({
      name: file.slice(at + 46, name).toString('utf8'),
      encrypted: (file.uint16(at + 8) & 1) === 1,
      method: file.uint16(at + 10),
      checksum: file.uint32(at + 16),
      packed: file.uint32(at + 20),
      unpacked: file.uint32(at + 24),
      start: file.uint32(at + 42),
    })
    at += 46 + name + extra + comment
  }
  return entries
}

function findEnd(file: BinaryFile): number {
  const first = Math.max(0, file.length - mostComment - 22)
  for (let at = file.length - 22; at >= first; at--) {
    if (file.uint32(at) === endOfDirectory) return at
  }
  throw file.damaged('the list of contents at its end is missing')
}

function unpack(file: BinaryFile, { name, encrypted, method, checksum, packed, unpacked, start }: Entry): Buffer {
  if (encrypted) throw UnsupportedTable({ what: 'a locked archive', instead: 'Save it without a password.' })
  if (method !== 0 && method !== 8) {
    const what = `${name} packed by method ${method}`
    throw UnsupportedTable({ what, instead: 'Pack it again by the usual method, deflate, or save it as CSV.' })
  }
  if (file.uint32(start) !== localHeader) throw file.damaged(`${name} does not start where it should`, start)
  const from = start + 30 + file.uint16(start + 26) + file.uint16(start + 28)
  const content = file.slice(from, packed)
  checkExpansion(packed, unpacked)
  const whole = (bytes: Buffer) => {
    if (crc32(bytes) === checksum) return bytes
    throw file.damaged(`${name} has another checksum than announced`, start)
  }
  if (method === 0) return whole(content)
  try {
    const inflated = inflateRawSync(content, { maxOutputLength: Math.min(unpacked + 1, expansionLimit(packed)) })
    if (inflated.length === unpacked) return whole(inflated)
    throw file.damaged(`${name} unpacks to ${inflated.length} bytes where ${unpacked} are announced`, start)
  } catch (error) {
    if (error instanceof N4aError) throw error
    throw file.damaged(`${name} does not unpack to the ${unpacked} bytes announced`, start)
  }
}
