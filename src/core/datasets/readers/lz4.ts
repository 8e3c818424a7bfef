import { DamagedTable, TableTooLarge } from '../../errors/index.ts'

const format = 'LZ4 frame'
const frameMagic = 0x184d2204

/**
 * The content of an LZ4 frame, at most `limit` bytes. Checksums are passed over.
 *
 * @throws DamagedTable, TableTooLarge
 * @see LZ4 Frame Format Description 1.6.4 and LZ4 Block Format Description
 */
export function readLz4Frame(frame: Uint8Array, limit: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (frame.length < 7 || view.getUint32(0, true) !== frameMagic) throw damaged('it does not start like one')
  const flags = frame[4]!
  const [blockChecksums, contentSize, dictionary] = [flags & 0x10, flags & 0x08, flags & 0x01]
  let at = 7 + (contentSize ? 8 : 0) + (dictionary ? 4 : 0)
  let out = new Uint8Array(Math.min(limit, Math.max(1024, frame.length * 4)))
  let length = 0
  const grow = (needed: number) => {
    if (needed > limit) throw TableTooLarge({ what: `${needed} bytes or more`, limit: `${limit} bytes` })
    if (needed <= out.length) return
    const larger = new Uint8Array(Math.min(limit, Math.max(needed, out.length * 2)))
    larger.set(out.subarray(0, length))
    out = larger
  }
  for (;;) {
    if (at + 4 > frame.length) throw damaged('it ends too early')
    const size = view.getUint32(at, true)
    at += 4
    if (size === 0) return out.subarray(0, length)
    const stored = size >>> 31 === 1
    const end = at + (size & 0x7fffffff)
    if (end > frame.length) throw damaged('a block ends behind it')
    const block = frame.subarray(at, end)
    if (stored) {
      grow(length + block.length)
      out.set(block, length)
      length += block.length
    } else length = unpackBlock(block)
    at = end + (blockChecksums ? 4 : 0)
  }

  /** Literals and copies of what came before; blocks may refer to earlier ones. Returns the new length. */
  function unpackBlock(block: Uint8Array): number {
    let here = 0
    const extended = (value: number): number => {
      let total = value
      if (value !== 15) return total
      for (;;) {
        const byte = block[here++]
        if (byte === undefined) throw damaged('a length in it has no end')
        total += byte
        if (byte !== 255) return total
      }
    }
    while (here < block.length) {
      const token = block[here++]!
      const literals = extended(token >> 4)
      if (here + literals > block.length) throw damaged('it ends within bytes to copy')
      grow(length + literals)
      out.set(block.subarray(here, here + literals), length)
      here += literals
      length += literals
      if (here >= block.length) break
      const offset = block[here]! | ((block[here + 1] ?? 0) << 8)
      here += 2
      const copied = extended(token & 15) + 4
      if (offset === 0 || offset > length) throw damaged('it refers to bytes before its start')
      grow(length + copied)
      // Byte by byte: a copy may reach into what it writes.
      for (let i = 0; i < copied; i++, length++) out[length] = out[length - offset]!
    }
    return length
  }
}

const damaged = (reason: string) => DamagedTable({ format, reason })
