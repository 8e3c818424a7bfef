import { describe, expect, it } from 'vitest'
import { distanceBetween, distanceMetrics, pairDistances, scaledToOne } from '../../src/core/math/distances.ts'
import { matrixFromRows } from '../../src/core/math/matrix.ts'

const X = matrixFromRows([
  [1, 2, 4],
  [2, 0, 1],
  [3, 3, 7],
  [0, 1, 0],
])

/** scipy 1.17.1: pdist, as 1–0, 2–0, 2–1, 3–0, 3–1, 3–2. */
const expected = {
  euclidean: [14, 14, 46, 18, 6, 62].map(Math.sqrt),
  sqeuclidean: [14, 14, 46, 18, 6, 62],
  cityblock: [6, 6, 10, 6, 4, 12],
  chebyshev: [3, 3, 6, 4, 2, 7],
  cosine: [0.41445995623088, 0.01359633924675352, 0.2897341258794, 0.56356421952802, 1, 0.63349166693108],
  correlation: [1.32732683535399, 0.05508881747693173, 1, 1.1889822365046137, 1.86602540378444, 1.5],
}

describe('distances of all pairs', () => {
  it.each(distanceMetrics)('are those of scipy: %s', metric => {
    const { values } = pairDistances(X, metric)
    expect(values.length).toBe(6)
    values.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[metric][at]!, 12)
    })
  })

  it('are found in either order, and 0 from one to itself', () => {
    const distances = pairDistances(X, 'cityblock')
    expect([distanceBetween(distances, 3, 2), distanceBetween(distances, 2, 3)]).toEqual([12, 12])
    expect(distanceBetween(distances, 2, 2)).toBe(0)
  })

  it('are divided by the largest, unless all are 0', () => {
    expect(Math.max(...scaledToOne(pairDistances(X, 'euclidean')).values)).toBe(1)
    const equal = pairDistances(matrixFromRows([[1], [1], [1]]), 'euclidean')
    expect(Array.from(scaledToOne(equal).values)).toEqual([0, 0, 0])
  })
})
