/**
 * Code points of the bytes 0x80 … 0x9F, where Windows-1252 departs from Latin-1; bytes without one are read as Latin-1
 * reads them. Written out because Node's own decoder has read them as Latin-1 in some versions.
 *
 * Source: WHATWG Encoding Standard, index windows-1252.
 */
const highControls = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

/** Bytes of Windows-1252 as UTF-8. */
export function windows1252ToUtf8(bytes: Buffer): Buffer {
  const target = Buffer.allocUnsafe(bytes.length + 2 * countHigh(bytes))
  let end = 0
  for (const byte of bytes) {
    if (byte < 0x80) {
      target[end++] = byte
      continue
    }
    const point = byte < 0xa0 ? highControls[byte - 0x80]! : byte
    if (point < 0x800) target[end++] = 0xc0 | (point >> 6)
    else {
      target[end++] = 0xe0 | (point >> 12)
      target[end++] = 0x80 | ((point >> 6) & 0x3f)
    }
    target[end++] = 0x80 | (point & 0x3f)
  }
  return target.subarray(0, end)
}

function countHigh(bytes: Buffer): number {
  let high = 0
  for (const byte of bytes) if (byte >= 0x80) high++
  return high
}
