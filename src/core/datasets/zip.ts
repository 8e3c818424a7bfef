import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { WrongArchive } from '../errors/index.ts'

interface Member {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly headerAt: number
}

/** A member may be this much, and this many times what it is packed into: more is no table but an attack. */
export const mostExpandedBytes = 2 ** 31 - 1
const mostExpansion = 500
const neverTooMuch = 64 * 2 ** 20

/** How large a file of so many packed bytes may become. */
export function expansionLimit(packed: number): number {
  return Math.min(mostExpandedBytes, Math.max(neverTooMuch, packed * mostExpansion))
}

/**
 * One file of a zip archive: the one that is named, or the only one that `isWanted`. Nothing is written to the disk.
 *
 * @throws WrongArchive for what is no archive, holds several tables or none, is encrypted, damaged or expands too far
 * @see PKWARE, .ZIP File Format Specification 6.3
 */
export async function memberOfZip(
  bytes: Buffer,
  wanted: string | undefined,
  isWanted: (name: string) => boolean,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const member = chooseMember(membersOf(bytes), wanted, isWanted)
  const packed = packedBytes(bytes, member)
  const content = member.method === 0 ? packed : await inflated(packed, member)
  if (content.length !== member.size || crc32(content) !== member.crc) {
    throw WrongArchive({ reason: `${JSON.stringify(member.name)} in it is damaged`, tables: [] })
  }
  return { name: member.name, content }
}

function chooseMember(members: readonly Member[], wanted: string | undefined, isWanted: (name: string) => boolean) {
  const names = members.map(({ name }) => name)
  const escaping = names.find(name => /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(name))
  if (escaping !== undefined) {
    throw WrongArchive({ reason: `${JSON.stringify(escaping)} in it leads out of the archive`, tables: [] })
  }
  // What macOS adds beside each file is no table.
  const tables = members.filter(({ name }) => isWanted(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name))
  if (wanted !== undefined) {
    const named = members.find(({ name }) => name === wanted)
    if (named) return named
    throw WrongArchive({ reason: `it holds no ${JSON.stringify(wanted)}`, tables: tables.map(({ name }) => name) })
  }
  if (tables.length === 1) return tables[0]!
  const reason = tables.length === 0 ? 'it holds no table' : `it holds ${tables.length} tables`
  throw WrongArchive({ reason, tables: tables.map(({ name }) => name) })
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const endLength = 22

function membersOf(bytes: Buffer): Member[] {
  const end = endRecord(bytes)
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count === 0xffff || at === 0xffffffff) throw WrongArchive({ reason: 'it is in the zip64 format', tables: [] })
  const members: Member[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) throw damaged()
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if ((bytes.readUInt16LE(at + 8) & 1) !== 0) {
      throw WrongArchive({ reason: `${JSON.stringify(name)} in it is encrypted`, tables: [] })
    }
    const [method, crc] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16)]
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
    members.push({ name, method, crc, packed, size, headerAt: bytes.readUInt32LE(at + 42) })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return members.filter(({ name }) => !name.endsWith('/'))
}

/** The record stands at the end, before a comment of at most 65,535 bytes. */
function endRecord(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endLength - 0xffff)
  for (let at = bytes.length - endLength; at >= first; at--) if (bytes.readUInt32LE(at) === endSignature) return at
  throw WrongArchive({ reason: 'it is no zip archive, or not whole', tables: [] })
}

function packedBytes(bytes: Buffer, { headerAt, packed, method, name }: Member): Buffer {
  if (method !== 0 && method !== 8) {
    throw WrongArchive({ reason: `${JSON.stringify(name)} in it is packed by method ${method}`, tables: [] })
  }
  if (headerAt + 30 > bytes.length || bytes.readUInt32LE(headerAt) !== localSignature) throw damaged()
  const start = headerAt + 30 + bytes.readUInt16LE(headerAt + 26) + bytes.readUInt16LE(headerAt + 28)
  if (start + packed > bytes.length) throw damaged()
  return bytes.subarray(start, start + packed)
}

async function inflated(packed: Buffer, { name }: Member): Promise<Buffer> {
  const limit = expansionLimit(packed.length)
  try {
    return await promisify(inflateRaw)(packed, { maxOutputLength: limit })
  } catch (error) {
    const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    const reason = tooMuch ? `would expand to more than ${limit} bytes` : 'is damaged'
    throw WrongArchive({ reason: `${JSON.stringify(name)} in it ${reason}`, tables: [] }, { cause: error })
  }
}

const damaged = () => WrongArchive({ reason: 'its list of files is damaged', tables: [] })
