import { expect, it } from 'vitest'
import { type Matrix, row } from '../../src/core/math/matrix.ts'
import { addCrossProduct, addProduct } from '../../src/core/math/matrix-products.ts'

const matrix = (rows: number, columns: number, phase: number): Matrix => ({
  rows,
  columns,
  // Some are 0: terms that are passed over.
  values: Float64Array.from({ length: rows * columns }, (_, at) => (at % 3 === 0 ? 0 : Math.sin(at + phase))),
})

it.each([
  [1, 1, 1],
  [3, 5, 2],
  [4, 4, 4],
  [9, 6, 3],
  [6, 11, 1],
])('adds the products of %d × %d and %d columns', (n, k, m) => {
  const [A, B, C] = [matrix(n, k, 0), matrix(k, m, 1), matrix(n, m, 2)]
  const product = new Float64Array(n * m).fill(2)
  addProduct(A, B, product)
  const cross = new Float64Array(k * m).fill(-1)
  addCrossProduct(A, C, cross)
  const at = ({ columns, values }: Matrix, i: number, j: number) => values[i * columns + j]!
  const sum = (count: number, term: (t: number) => number) =>
    Array.from({ length: count }, (_, t) => term(t)).reduce((total, value) => total + value, 0)
  for (let j = 0; j < m; j++) {
    for (let i = 0; i < n; i++) {
      expect(product[i * m + j]).toBeCloseTo(2 + sum(k, t => at(A, i, t) * at(B, t, j)), 13)
    }
    for (let t = 0; t < k; t++) {
      expect(cross[t * m + j]).toBeCloseTo(-1 + sum(n, i => at(A, i, t) * at(C, i, j)), 13)
    }
  }
})

it('gives a row the same bits alone and in a batch', () => {
  const [A, B] = [matrix(7, 10, 0), matrix(10, 6, 1)]
  const batch = new Float64Array(42)
  addProduct(A, B, batch)
  for (let i = 0; i < 7; i++) {
    const alone = new Float64Array(6)
    addProduct({ rows: 1, columns: 10, values: row(A, i) }, B, alone)
    expect(alone).toEqual(batch.slice(i * 6, (i + 1) * 6))
  }
})
