import { type Matrix, row } from '../matrix.ts'
import { multiplyTransposed } from '../products.ts'
import { dotInLanes } from './dot-in-lanes.ts'
import { type Arena, openArena } from './kernels.ts'

/** Products with one matrix, many times over. What it gives is overwritten by the next call of the same method. */
export interface SpectraPass {
  /** t = Xr (n_samples,) and q = Xᵀt (n_features,) */
  scoresAndProducts(r: Float64Array): { readonly scores: Float64Array; readonly products: Float64Array }
  /** Xᵀu: (n_features,) */
  products(u: Float64Array): Float64Array
  /** Σ x² */
  sumOfSquares(): number
}

/** A matrix below this size is read by the plain code before it could be copied. */
const leastValues = 2_048

/** Numbers beside a matrix of this shape that a pass needs in the arena. */
const lengthBeside = (rows: number, columns: number) => rows + 2 * columns

/**
 * Reads X once for scores and products together.
 *
 * @param X copied to the memory of the kernels, unless `arena` is where it lies already (`standardized`)
 */
export function openSpectraPass(X: Matrix, arena?: Arena): SpectraPass {
  if (arena) return kernelPass(X, arena)
  const opened =
    X.values.length < leastValues ? undefined : openArena(X.values.length + lengthBeside(X.rows, X.columns))
  if (!opened) return plainPass(X)
  const values = opened.take(X.values.length)
  values.set(X.values)
  return kernelPass({ ...X, values }, opened)
}

/** An arena for a matrix of this shape and a pass over it. */
export function openArenaFor({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return rows * columns < leastValues ? undefined : openArena(rows * columns + lengthBeside(rows, columns))
}

function kernelPass({ rows, columns, values }: Matrix, { kernels, take }: Arena): SpectraPass {
  const ofFeatures = take(columns)
  const products = take(columns)
  const ofSamples = take(rows)
  const X = values.byteOffset
  return {
    scoresAndProducts: r => {
      ofFeatures.set(r)
      kernels.scoresAndProducts(X, rows, columns, ofFeatures.byteOffset, ofSamples.byteOffset, products.byteOffset)
      return { scores: ofSamples, products }
    },
    products: u => {
      ofSamples.set(u)
      kernels.products(X, rows, columns, ofSamples.byteOffset, products.byteOffset)
      return products
    },
    sumOfSquares: () => kernels.sumOfSquares(X, rows, columns),
  }
}

function plainPass(X: Matrix): SpectraPass {
  return {
    scoresAndProducts: r => {
      const scores = new Float64Array(X.rows)
      for (let i = 0; i < X.rows; i++) scores[i] = dotInLanes(X.values, i * X.columns, r)
      return { scores, products: multiplyTransposed(X, scores) }
    },
    products: u => multiplyTransposed(X, u),
    sumOfSquares: () => {
      let sum = 0
      for (let i = 0; i < X.rows; i++) sum += dotInLanes(X.values, i * X.columns, row(X, i))
      return sum
    },
  }
}
