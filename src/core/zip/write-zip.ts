import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { signatures, whole32, zip64Extra } from './zip-format.ts'

export interface ZipWriter {
  /** A file of less than 2 GiB, packed where that makes it smaller. Each name once. */
  add(name: string, content: Buffer): Promise<void>
  /** The list of contents; nothing can be added after it. */
  finish(): Promise<void>
}

interface Written {
  readonly name: Buffer
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly unpacked: number
  readonly start: number
}

const pack = promisify(deflateRaw)
/** What unfolds more than that is stored as it is, where it is large: readers take it for a bomb. */
const mostTimes = 100
const large = 2 ** 24

/** Midnight of 1 January 1980: an archive tells nothing of the clock, so the same files give the same bytes. */
const [time, date] = [0, 0x21]
const utf8Names = 0x800

/**
 * An archive, file by file, to whoever takes its bytes in their order; with zip64 where it grows beyond 4 GiB or 65,534 files.
 *
 * @param start bytes that stand before it
 * @see PKWARE, .ZIP File Format Specification 6.3.10, 4.3
 */
export function zipWriter(write: (bytes: Buffer) => Promise<void>, start = 0): ZipWriter {
  const entries: Written[] = []
  let at = start
  const put = async (bytes: Buffer) => {
    await write(bytes)
    at += bytes.length
  }
  return {
    async add(name, content) {
      const packed = (await pack(content, { level: 6 })) as Buffer
      const bomb = content.length > large && content.length > packed.length * mostTimes
      const stored = bomb || packed.length >= content.length
      const body = stored ? content : packed
      const entry: Written = {
        name: Buffer.from(name),
        method: stored ? 0 : 8,
        checksum: crc32(content),
        packed: body.length,
        unpacked: content.length,
        start: at,
      }
      await put(localHeader(entry))
      await put(body)
      entries.push(entry)
    },
    async finish() {
      const from = at
      for (let i = 0; i < entries.length; i += 1000) {
        await put(Buffer.concat(entries.slice(i, i + 1000).map(directoryEntry)))
      }
      await put(ends(entries.length, from, at))
    },
  }
}

/** Version that is needed, flags, method, time, date, checksum and sizes: the same in both places. */
function common(header: Buffer, at: number, { method, checksum, packed, unpacked }: Written): void {
  header.writeUInt16LE(45, at)
  header.writeUInt16LE(utf8Names, at + 2)
  header.writeUInt16LE(method, at + 4)
  header.writeUInt16LE(time, at + 6)
  header.writeUInt16LE(date, at + 8)
  header.writeUInt32LE(checksum, at + 10)
  header.writeUInt32LE(packed, at + 14)
  header.writeUInt32LE(unpacked, at + 18)
}

function localHeader(entry: Written): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(signatures.localHeader, 0)
  common(header, 4, entry)
  header.writeUInt16LE(entry.name.length, 26)
  return Buffer.concat([header, entry.name])
}

function directoryEntry(entry: Written): Buffer {
  const far = entry.start >= whole32
  const header = Buffer.alloc(46)
  header.writeUInt32LE(signatures.directoryEntry, 0)
  header.writeUInt16LE(45, 4)
  common(header, 6, entry)
  header.writeUInt16LE(entry.name.length, 28)
  header.writeUInt16LE(far ? 12 : 0, 30)
  header.writeUInt32LE(far ? whole32 : entry.start, 42)
  if (!far) return Buffer.concat([header, entry.name])
  const extra = Buffer.alloc(12)
  extra.writeUInt16LE(zip64Extra, 0)
  extra.writeUInt16LE(8, 2)
  extra.writeBigUInt64LE(BigInt(entry.start), 4)
  return Buffer.concat([header, entry.name, extra])
}

function ends(count: number, from: number, to: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(signatures.end, 0)
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(Math.min(to - from, whole32), 12)
  end.writeUInt32LE(Math.min(from, whole32), 16)
  if (count < 0xffff && from < whole32) return end
  const record = Buffer.alloc(56)
  record.writeUInt32LE(signatures.largeEnd, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  for (const at of [24, 32]) record.writeBigUInt64LE(BigInt(count), at)
  record.writeBigUInt64LE(BigInt(to - from), 40)
  record.writeBigUInt64LE(BigInt(from), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(signatures.largeLocator, 0)
  locator.writeBigUInt64LE(BigInt(to), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator, end])
}
