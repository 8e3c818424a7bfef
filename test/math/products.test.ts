import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnMeans, columnVariances, type Matrix, row, takeRows, transposed } from '../../src/core/math/matrix.ts'
import { multiply, multiplyTransposed, rowProducts } from '../../src/core/math/products.ts'

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc
      .float64Array({ minLength: rows * columns, maxLength: rows * columns, noNaN: true, min: -10, max: 10 })
      .map((values): Matrix => ({ rows, columns, values })),
  )

describe('matrix products', () => {
  it('are the sums of products, whatever the number of rows', () => {
    fc.assert(
      fc.property(matrix, X => {
        const v = Float64Array.from({ length: X.columns }, (_, j) => j - 1.5)
        const u = Float64Array.from({ length: X.rows }, (_, i) => 2 - i)
        const at = (i: number, j: number) => X.values[i * X.columns + j]!
        multiply(X, v).forEach((value, i) => {
          expect(value).toBeCloseTo(
            v.reduce((sum, weight, j) => sum + weight * at(i, j), 0),
            10,
          )
        })
        multiplyTransposed(X, u).forEach((value, j) => {
          expect(value).toBeCloseTo(
            u.reduce((sum, weight, i) => sum + weight * at(i, j), 0),
            10,
          )
        })
        const products = rowProducts(X)
        expect(transposed(products)).toEqual(products)
        for (let i = 0; i < X.rows; i++) {
          for (let k = 0; k < X.rows; k++) {
            const expected = row(X, i).reduce((sum, value, j) => sum + value * at(k, j), 0)
            expect(products.values[i * X.rows + k]).toBeCloseTo(expected, 8)
          }
        }
      }),
    )
  })

  it('give a row the same bits alone and among others', () => {
    fc.assert(
      fc.property(matrix, X => {
        const v = Float64Array.from({ length: X.columns }, (_, j) => 1 / (j + 3))
        const together = multiply(X, v)
        for (let i = 0; i < X.rows; i++) expect(multiply(takeRows(X, [i]), v)[0]).toBe(together[i])
      }),
    )
  })

  it('and moments of columns follow their definitions', () => {
    const X: Matrix = { rows: 3, columns: 2, values: Float64Array.of(1, 10, 2, 10, 6, 10) }
    expect(Array.from(columnMeans(X))).toEqual([3, 10])
    expect(Array.from(columnVariances(X, columnMeans(X), 1))).toEqual([7, 0])
    expect(Array.from(transposed(X).values)).toEqual([1, 2, 6, 10, 10, 10])
  })
})
