import { expect, it } from 'vitest'
import { padded } from '../../src/core/math/padding.ts'

const values = Float64Array.from([1, 2, 3])

it('continues values as numpy and scipy do', () => {
  expect(Array.from(padded(values, 2, 'edge'))).toEqual([1, 1, 1, 2, 3, 3, 3])
  expect(Array.from(padded(values, 2, 'mirror'))).toEqual([3, 2, 1, 2, 3, 2, 1])
  expect(Array.from(padded(values, 2, 'symmetric'))).toEqual([2, 1, 1, 2, 3, 3, 2])
  expect(Array.from(padded(values, 2, 'constant', 9))).toEqual([9, 9, 1, 2, 3, 9, 9])
})

it('goes back and forth where it reaches further than there are values', () => {
  expect(Array.from(padded(values, 5, 'mirror'))).toEqual([2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2])
  expect(Array.from(padded(values, 4, 'symmetric'))).toEqual([3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1])
  for (const padding of ['edge', 'mirror', 'symmetric'] as const) {
    expect(Array.from(padded(Float64Array.of(4), 2, padding))).toEqual([4, 4, 4, 4, 4])
  }
})
