import { crc32, inflateRawSync } from 'node:zlib'
import { N4aError } from '../errors/index.ts'
import { signatures, whole32, zip64Extra } from './zip-format.ts'
import type { ZipSource } from './zip-source.ts'

/** A file of an archive, as the list at its end tells. */
export interface ZipEntry {
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly unpacked: number
  readonly start: number
}

const mostComment = 65_535
/** A million files with short names; a longer list would be taken into memory on the word of the file. */
const mostDirectory = 2 ** 27

/**
 * The files that the central directory lists, in its order; names may come twice. zip64 too.
 *
 * @see PKWARE, .ZIP File Format Specification 6.3.10, 4.3
 */
export function zipEntries(source: ZipSource): ZipEntry[] {
  const { count, start, end } = findDirectory(source)
  if (end - start > mostDirectory) throw source.damaged('its list of contents is longer than any archive needs', start)
  const bytes = end > start ? source.slice(start, end - start) : Buffer.alloc(0)
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    const broken = () => source.damaged('its list of contents is broken', start + at)
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== signatures.directoryEntry) throw broken()
    const [name, extra, comment] = [28, 30, 32].map(place => bytes.readUInt16LE(at + place)) as [number, number, number]
    if (at + 46 + name + extra + comment > bytes.length) throw broken()
    const sizes = {
      unpacked: bytes.readUInt32LE(at + 24),
      packed: bytes.readUInt32LE(at + 20),
      start: bytes.readUInt32LE(at + 42),
    }
    const large = largeSizes(sizes, bytes.subarray(at + 46 + name, at + 46 + name + extra))
    if (!large) throw broken()
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      ...large,
    })
    at += 46 + name + extra + comment
  }
  return entries
}

/** The content of one file. Throws what the source throws: damage, other methods, more bytes than it admits. */
export function unpackEntry(source: ZipSource, entry: ZipEntry): Buffer {
  const { name, encrypted, method, checksum, packed, unpacked, start } = entry
  if (encrypted) throw source.unsupported('a locked archive', 'Save it without a password.')
  if (method !== 0 && method !== 8) {
    throw source.unsupported(
      `${name} packed by method ${method}`,
      'Pack it again by the usual method, deflate, or save it as CSV.',
    )
  }
  const header = source.slice(start, 30)
  if (header.readUInt32LE(0) !== signatures.localHeader) {
    throw source.damaged(`${name} does not start where it should`, start)
  }
  const from = start + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const most = source.admit(packed, unpacked)
  const content = source.slice(from, packed)
  const whole = (bytes: Buffer) => {
    if (crc32(bytes) === checksum) return bytes
    throw source.damaged(`${name} has another checksum than announced`, start)
  }
  if (method === 0) return whole(content)
  try {
    const inflated = inflateRawSync(content, { maxOutputLength: Math.min(unpacked + 1, most) })
    if (inflated.length === unpacked) return whole(inflated)
    throw source.damaged(`${name} unpacks to ${inflated.length} bytes where ${unpacked} are announced`, start)
  } catch (error) {
    if (error instanceof N4aError) throw error
    throw source.damaged(`${name} does not unpack to the ${unpacked} bytes announced`, start)
  }
}

interface Directory {
  readonly count: number
  readonly start: number
  /** What stands behind it begins here. */
  readonly end: number
}

function findDirectory(source: ZipSource): Directory {
  const first = Math.max(0, source.length - mostComment - 22)
  const tail = source.length < 22 ? Buffer.alloc(0) : source.slice(first, source.length - first)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== signatures.end) continue
    const found = { count: tail.readUInt16LE(at + 10), start: tail.readUInt32LE(at + 16), end: first + at }
    const large = found.count === 0xffff || found.start === whole32
    return checked(source, large ? largeDirectory(source, found.end) : found)
  }
  throw source.damaged('the list of contents at its end is missing')
}

function checked(source: ZipSource, directory: Directory): Directory {
  if (directory.start <= directory.end) return directory
  throw source.damaged('its list of contents is broken', directory.start)
}

function largeDirectory(source: ZipSource, end: number): Directory {
  const broken = () => source.damaged('its list of contents is broken', end)
  const locator = source.slice(end - 20, 20)
  if (locator.readUInt32LE(0) !== signatures.largeLocator) throw broken()
  const place = exact(locator.readBigUInt64LE(8))
  if (place === null) throw broken()
  const record = source.slice(place, 56)
  if (record.readUInt32LE(0) !== signatures.largeEnd) throw broken()
  const [count, start] = [exact(record.readBigUInt64LE(32)), exact(record.readBigUInt64LE(48))]
  if (count === null || start === null) throw broken()
  return { count, start, end: place }
}

type Sizes = Pick<ZipEntry, 'unpacked' | 'packed' | 'start'>

/** Numbers of 32 bits that are too small for what they tell stand as 64 bits in a field of their own, in this order. */
function largeSizes(sizes: Sizes, extra: Buffer): Sizes | null {
  if (Object.values(sizes).every(size => size !== whole32)) return sizes
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== zip64Extra) continue
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    let next = 0
    const size = (value: number): number => {
      if (value !== whole32) return value
      next += 8
      return next > field.length ? Number.NaN : (exact(field.readBigUInt64LE(next - 8)) ?? Number.NaN)
    }
    const large = { unpacked: size(sizes.unpacked), packed: size(sizes.packed), start: size(sizes.start) }
    return Object.values(large).every(Number.isSafeInteger) ? large : null
  }
  return sizes
}

const exact = (value: bigint): number | null => (Number.isSafeInteger(Number(value)) ? Number(value) : null)
