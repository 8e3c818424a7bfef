import { expect, it } from 'vitest'
import { checkSpectra } from '../../src/core/operators/checks.ts'

/** As many values as a few rounds of eight and what is left over. */
const matrix = (value: (at: number) => number) => ({
  rows: 1,
  columns: 19,
  values: Float64Array.from({ length: 19 }, (_, at) => value(at)),
})

it('takes finite spectra whose sums are not finite', () => {
  expect(() => checkSpectra(matrix(() => Number.MAX_VALUE))).not.toThrow()
  expect(() => checkSpectra(matrix(at => (at % 2 === 0 ? -Number.MAX_VALUE : -0)))).not.toThrow()
})

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('finds %s wherever it stands', bad => {
  for (let place = 0; place < 19; place++) {
    expect(() => checkSpectra(matrix(at => (at === place ? bad : at)))).toThrow(`${bad} at feature ${place}`)
  }
  expect(() => checkSpectra(matrix(at => (at === 3 ? -bad : bad)))).toThrow('at feature 0')
})
