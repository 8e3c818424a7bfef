import { N4aError } from '../../errors/index.ts'
import type { Matrix } from '../../math/matrix.ts'
import { fitPls } from '../models/pls-fit.ts'

/**
 * The PLS regression with the most components, up to `n_components`, that the spectra hold, features scaled; null where they
 * hold none.
 * @throws ConstantTarget, NotFinite
 */
export function fitLargestPls(X: Matrix, y: Float64Array, n_components: number): ReturnType<typeof fitPls> | null {
  for (let count = Math.min(n_components, X.columns, X.rows - 1); count >= 1; count--) {
    try {
      return fitPls(X, y, { n_components: count, scale: true })
    } catch (error) {
      if (!(error instanceof N4aError && error.code === 'SingularFit')) throw error
    }
  }
  return null
}
