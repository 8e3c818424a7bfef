/** Buffers beyond 2 GiB are searched in windows: Node's own search counts in 32 bits there. */
const WINDOW = 2 ** 30

/** Index of the first such byte at or behind `from`, or -1. */
export function indexOfByte(bytes: Buffer, byte: number, from = 0): number {
  if (bytes.length <= WINDOW) return bytes.indexOf(byte, from)
  for (let start = from; start < bytes.length; start += WINDOW) {
    const at = bytes.subarray(start, start + WINDOW).indexOf(byte)
    if (at >= 0) return start + at
  }
  return -1
}
