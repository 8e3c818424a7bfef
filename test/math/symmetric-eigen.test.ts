import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Matrix, row } from '../../src/core/math/matrix.ts'
import { dot, multiply, rowProducts } from '../../src/core/math/products.ts'
import { symmetricEigen } from '../../src/core/math/symmetric-eigen.ts'

/** Largest |Av − λv| against the largest |A|, and largest deviation of the vectors from orthonormal. */
function defects(A: Matrix) {
  const { values, vectors } = symmetricEigen(A)
  const size = Math.max(...A.values.map(Math.abs), Number.MIN_VALUE)
  let residual = 0
  let skew = 0
  for (let k = 0; k < A.rows; k++) {
    const v = row(vectors, k)
    multiply(A, v).forEach((value, j) => {
      residual = Math.max(residual, Math.abs(value - values[k]! * v[j]!) / size)
    })
    for (let l = 0; l <= k; l++) skew = Math.max(skew, Math.abs(dot(v, row(vectors, l)) - (l === k ? 1 : 0)))
  }
  return { residual, skew, values }
}

const symmetric = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.double({ min: -1e3, max: 1e3, noNaN: true })))
  .map(([n, stream]): Matrix => {
    const values = new Float64Array(n * n)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        values[i * n + j] = stream.next().value as number
        values[j * n + i] = values[i * n + j]!
      }
    }
    return { rows: n, columns: n, values }
  })
  // Numbers that small have no digits left to compare.
  .filter(({ values }) => Math.max(...values.map(Math.abs)) > 1e-280)

describe('the symmetric eigendecomposition', () => {
  it('solves Av = λv with orthonormal vectors and descending values, whatever the matrix', () => {
    fc.assert(
      fc.property(symmetric, A => {
        const { residual, skew, values } = defects(A)
        expect(residual).toBeLessThan(1e-12)
        expect(skew).toBeLessThan(1e-12)
        expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => b - a))
        const trace = Array.from({ length: A.rows }, (_, i) => A.values[i * (A.rows + 1)]!).reduce((a, b) => a + b)
        expect(Math.abs(values.reduce((a, b) => a + b) - trace)).toBeLessThan(1e-9)
      }),
    )
  })

  it('keeps its digits where elements are of very different size', () => {
    const exponent = fc.oneof(fc.integer({ min: -30, max: 0 }), fc.integer({ min: -300, max: 0 }))
    const element = fc.oneof(
      fc.constant(0),
      fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), exponent).map(([digits, power]) => digits * 10 ** power),
    )
    const scattered = fc.integer({ min: 2, max: 8 }).chain(n =>
      fc.array(element, { minLength: n * n, maxLength: n * n }).map((values): Matrix => {
        const mirrored = Float64Array.from(values, (_, at) => {
          const [i, j] = [Math.floor(at / n), at % n]
          return values[Math.max(i, j) * n + Math.min(i, j)]!
        })
        return { rows: n, columns: n, values: mirrored }
      }),
    )
    fc.assert(
      fc.property(
        scattered.filter(({ values }) => values.some(value => Math.abs(value) > 1e-280)),
        A => {
          const { residual, skew } = defects(A)
          expect(residual).toBeLessThan(1e-12)
          expect(skew).toBeLessThan(1e-12)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('finds the eigenvalues 4 sin²(kπ / 2(n + 1)) of the second-difference matrix', () => {
    const n = 40
    const values = new Float64Array(n * n)
    for (let i = 0; i < n; i++) {
      values[i * n + i] = 2
      if (i > 0) values[i * n + i - 1] = values[(i - 1) * n + i] = -1
    }
    const expected = Array.from({ length: n }, (_, k) => 4 * Math.sin(((n - k) * Math.PI) / (2 * (n + 1))) ** 2)
    symmetricEigen({ rows: n, columns: n, values }).values.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k]!, 13)
    })
  })

  it('takes zero, tiny, huge, equal and rank-deficient matrices', () => {
    const square = (values: number[]): Matrix => {
      const n = Math.sqrt(values.length)
      return { rows: n, columns: n, values: Float64Array.from(values) }
    }
    expect(Array.from(symmetricEigen(square([0, 0, 0, 0])).values)).toEqual([0, 0])
    expect(Array.from(symmetricEigen(square([1, 0, 0, 0, 1, 0, 0, 0, 1])).values)).toEqual([1, 1, 1])
    expect(symmetricEigen(square([1e-300, 2e-300, 2e-300, 1e-300])).values[0]! / 3e-300).toBeCloseTo(1, 14)
    expect(symmetricEigen(square([1e300, 0, 0, -1e300])).values[1]! / -1e300).toBeCloseTo(1, 14)
    const gram = rowProducts({
      rows: 30,
      columns: 3,
      values: Float64Array.from({ length: 90 }, (_, i) => Math.sin(i * i)),
    })
    const { values, residual } = defects(gram)
    expect(residual).toBeLessThan(1e-13)
    expect(Math.abs(values[3]!)).toBeLessThan(1e-13 * values[0]!)
  })
})
