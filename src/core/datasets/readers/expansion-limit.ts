import { freemem } from 'node:os'
import { TableTooLarge } from '../../errors/index.ts'

const alwaysAllowed = 64 * 2 ** 20
const mostBytes = 2 ** 31 - 1
const mostTimes = 200

/** What this process may still take, by the limits of its container too, where Node tells. */
export function availableMemory(): number {
  return process.availableMemory?.() ?? freemem()
}

/**
 * Bytes that compressed bytes may unfold to: tables of numbers shrink ten or twentyfold, bombs a thousandfold. Never more than a
 * third of what memory is left, for what is unpacked is held once more as numbers.
 */
export function expansionLimit(compressed: number): number {
  const most = Math.min(mostBytes, Math.max(alwaysAllowed, Math.floor(availableMemory() / 3)))
  return Math.min(most, Math.max(alwaysAllowed, compressed * mostTimes))
}

const mostTimesPacked = 30
const alwaysPacked = 4 * 2 ** 20

/** @throws TableTooLarge for a file of a compressed kind that was packed and shrank: a bomb within a bomb multiplies */
export function checkNested(packed: number, unpacked: number): void {
  const limit = Math.max(alwaysPacked, packed * mostTimesPacked)
  if (unpacked <= limit) return
  const what = `${unpacked.toLocaleString('en')} bytes of a file that may be packed itself`
  throw TableTooLarge({ what, limit: `${limit.toLocaleString('en')} bytes` })
}

/** @throws TableTooLarge when the content claims to unfold to more than the limit */
export function checkExpansion(compressed: number, claimed: number): void {
  const limit = expansionLimit(compressed)
  if (claimed <= limit) return
  throw TableTooLarge({ what: `${claimed.toLocaleString('en')} bytes`, limit: `${limit.toLocaleString('en')} bytes` })
}

/** @throws TableTooLarge when a file of so many bytes claims more cells than it could sensibly hold */
export function checkCells(rows: number, columns: number, bytes: number): void {
  // A value takes eight bytes in memory, and columns that repeat take next to nothing in a file.
  const limit = Math.floor(Math.min(2 ** 29, Math.max(2 ** 22, (bytes * mostTimes) / 8)))
  const claimed = rows * columns
  if (claimed <= limit) return
  const what = `${rows.toLocaleString('en')} rows of ${columns.toLocaleString('en')} columns`
  throw TableTooLarge({ what, limit: `${limit.toLocaleString('en')} cells` })
}
