import { describe, expect, it } from 'vitest'
import { quickHash, quickHashRanges } from '../../src/core/datasets/index.ts'

const quickHashOf = (bytes: Uint8Array) =>
  quickHash(
    bytes.length,
    quickHashRanges(bytes.length).map(range => bytes.subarray(...range)),
  )

describe('the quick hash', () => {
  it('covers head, middle and tail of a large file, 64 KB each', () => {
    expect(quickHashRanges(1_000_000)).toEqual([
      [0, 65_536],
      [467_232, 532_768],
      [934_464, 1_000_000],
    ])
    expect(quickHashRanges(196_608)).toEqual([[0, 196_608]])
  })

  it('tells files apart that differ in head, middle, tail or size, and no others', () => {
    const file = new Uint8Array(1_000_000)
    const changed = (at: number) => {
      const copy = file.slice()
      copy[at] = 1
      return quickHashOf(copy)
    }
    for (const at of [0, 500_000, 999_999]) expect(changed(at)).not.toBe(quickHashOf(file))
    expect(changed(200_000)).toBe(quickHashOf(file))
    expect(quickHashOf(new Uint8Array(1_000_001))).not.toBe(quickHashOf(file))
  })
})
