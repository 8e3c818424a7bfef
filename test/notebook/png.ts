import { inflateSync } from 'node:zlib'

/** Size of a PNG, and the share of its bytes that differ from what their filter expects: about 0 for a blank picture. */
export function describePng(png: Buffer): { width: number; height: number; detail: number } {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const bytes = inflateSync(Buffer.concat(parts))
  const changes = bytes.reduce((sum, byte) => sum + (byte === 0 || byte === 255 ? 0 : 1), 0)
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), detail: changes / bytes.length }
}
