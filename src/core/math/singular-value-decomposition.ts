import { type Matrix, row, transposed, zeros } from './matrix.ts'
import { addScaled, dot, multiplyTransposed, rowProducts } from './products.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

export interface SingularValueDecomposition {
  /** Descending: (min(n, p),). */
  readonly values: Float64Array
  /** One left vector per row, of unit length or zero where its value is: (min(n, p), n). */
  readonly left: Matrix
  /** One right vector per row, of unit length or zero where its value is: (min(n, p), p). */
  readonly right: Matrix
}

const maxSweeps = 30

/**
 * X = Σ valueₖ leftₖ rightₖᵀ. The eigenvectors of the smaller of XᵀX and XXᵀ come first; rotations of X itself then give back
 * the digits of the small values that the products have lost.
 *
 * @throws SingularFit where an eigenvalue does not settle (never met with finite numbers)
 * @see Golub & Van Loan (2013), Matrix Computations, section 8.6.3: one-sided Jacobi
 */
export function singularValueDecomposition(X: Matrix): SingularValueDecomposition {
  const wide = X.columns > X.rows
  const A = wide ? X : transposed(X)
  const { vectors } = symmetricEigen(rowProducts(A))
  const products = zeros(A.rows, A.columns)
  for (let k = 0; k < A.rows; k++) row(products, k).set(multiplyTransposed(A, row(vectors, k)))
  orthogonalize(products, vectors)
  const lengths = Float64Array.from({ length: A.rows }, (_, k) => Math.sqrt(dot(row(products, k), row(products, k))))
  const order = Array.from(lengths.keys()).sort((a, b) => lengths[b]! - lengths[a]!)
  const values = Float64Array.from(order, k => lengths[k]!)
  const short = zeros(A.rows, A.rows)
  const long = zeros(A.rows, A.columns)
  order.forEach((from, to) => {
    row(short, to).set(row(vectors, from))
    if (lengths[from]! > 0) addScaled(row(long, to), 1 / lengths[from]!, row(products, from))
  })
  return wide ? { values, left: short, right: long } : { values, left: long, right: short }
}

/** Rotate pairs of rows of `products` until all are orthogonal; `vectors` turn along. */
function orthogonalize(products: Matrix, vectors: Matrix): void {
  const n = products.rows
  const squares = Float64Array.from({ length: n }, (_, k) => dot(row(products, k), row(products, k)))
  // Rows shorter than rounding point nowhere: turning them would never end.
  const negligible = (products.columns * Number.EPSILON) ** 2 * Math.max(...squares)
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let turned = false
    for (let i = 0; i < n - 1; i++) {
      if (squares[i]! <= negligible) continue
      const a = row(products, i)
      for (let j = i + 1; j < n; j++) {
        if (squares[j]! <= negligible) continue
        const b = row(products, j)
        const product = dot(a, b)
        if (Math.abs(product) <= 4 * Number.EPSILON * Math.sqrt(squares[i]! * squares[j]!)) continue
        const ratio = (squares[j]! - squares[i]!) / (2 * product)
        const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio))
        const cosine = 1 / Math.sqrt(1 + tangent * tangent)
        turn(a, b, cosine, cosine * tangent)
        turn(row(vectors, i), row(vectors, j), cosine, cosine * tangent)
        squares[i] = dot(a, a)
        squares[j] = dot(b, b)
        turned = true
      }
    }
    if (!turned) return
  }
}

function turn(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < a.length; k++) {
    const before = a[k]!
    const after = b[k]!
    a[k] = cosine * before - sine * after
    b[k] = sine * before + cosine * after
  }
}
