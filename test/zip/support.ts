import type { ZipSource } from '../../src/core/zip/index.ts'

/** Bytes in memory as an archive is read from. */
export function bytesSource(bytes: Buffer): ZipSource {
  return {
    length: bytes.length,
    slice(from, length) {
      if (from < 0 || length < 0 || from + length > bytes.length) throw new RangeError('behind the end')
      return bytes.subarray(from, from + length)
    },
    damaged: reason => new RangeError(reason),
    unsupported: what => new RangeError(what),
    admit: () => 2 ** 31 - 1,
  }
}
