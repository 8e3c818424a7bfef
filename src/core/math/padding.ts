/**
 * What continues values beyond their ends: the last value (`edge`), the values mirrored about the last one (`mirror`: c b | a b c)
 * or about the end behind it (`symmetric`: b a | a b c), or a constant.
 */
export type Padding = 'edge' | 'mirror' | 'symmetric' | 'constant'

/** The values with `reach` more on each side: (n + 2 · reach,). */
export function padded(values: Float64Array, reach: number, padding: Padding, constant = 0): Float64Array {
  const n = values.length
  const wide = new Float64Array(n + 2 * reach)
  wide.set(values, reach)
  for (let k = 1; k <= reach; k++) {
    const before = padding === 'constant' ? constant : values[insideIndex(-k, n, padding)]!
    const after = padding === 'constant' ? constant : values[insideIndex(n - 1 + k, n, padding)]!
    wide[reach - k] = before
    wide[reach + n - 1 + k] = after
  }
  return wide
}

/** The index within 0 … n − 1 whose value stands at `i`. */
function insideIndex(i: number, n: number, padding: Exclude<Padding, 'constant'>): number {
  if (padding === 'edge' || n === 1) return Math.min(Math.max(i, 0), n - 1)
  const period = padding === 'mirror' ? 2 * (n - 1) : 2 * n
  const within = ((i % period) + period) % period
  if (within < n) return within
  return padding === 'mirror' ? period - within : period - 1 - within
}
