import { createHash } from 'node:crypto'

const blockSize = 65_536
/** OpenSSL takes no more than 2 GiB in one piece. */
const hashedAtOnce = 2 ** 30

/** `sha256:<hex>` of the bytes. */
export function contentHash(bytes: Uint8Array): string {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += hashedAtOnce) hash.update(bytes.subarray(at, at + hashedAtOnce))
  return `sha256:${hash.digest('hex')}`
}

/** Whether the quick hash of a file of this size is made of all its bytes, and so proves what it is. */
export function coversAll(size: number): boolean {
  return size <= 3 * blockSize
}

/** The byte ranges [from, to) that the quick hash of a file of this size covers: head, middle and tail, 64 KB each. */
export function quickHashRanges(size: number): readonly (readonly [from: number, to: number])[] {
  if (coversAll(size)) return [[0, size]]
  const middle = Math.floor((size - blockSize) / 2)
  return [0, middle, size - blockSize].map(from => [from, from + blockSize] as const)
}

/**
 * `sha256:<hex>` of the size (decimal digits and a line feed) and the ranges of `quickHashRanges`. It tells files apart
 * cheaply; equal quick hashes prove nothing.
 */
export function quickHash(size: number, blocks: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(`${size}\n`)
  for (const block of blocks) hash.update(block)
  return `sha256:${hash.digest('hex')}`
}
