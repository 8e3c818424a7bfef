import type { Dataset } from '../../datasets/index.ts'
import { type Matrix, row } from '../../math/matrix.ts'

const known = new WeakMap<Matrix, readonly (readonly number[])[]>()

/** Sets of rows whose spectra are equal to the last bit, each in ascending order. Found once per matrix. */
export function equalRows({ X }: Dataset): readonly (readonly number[])[] {
  const found = known.get(X) ?? findEqualRows(X)
  known.set(X, found)
  return found
}

function findEqualRows(X: Matrix): readonly (readonly number[])[] {
  const byHash = new Map<number, number[][]>()
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    const hash = hashOf(spectrum)
    const sets = byHash.get(hash) ?? []
    const set = sets.find(([first]) => isEqual(row(X, first!), spectrum))
    if (set) set.push(i)
    else byHash.set(hash, [...sets, [i]])
  }
  return [...byHash.values()].flat().filter(set => set.length > 1)
}

/** FNV-1a over the words of the spectrum. */
function hashOf(spectrum: Float64Array): number {
  const words = new Uint32Array(spectrum.buffer, spectrum.byteOffset, spectrum.length * 2)
  let hash = 0x811c9dc5
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193)
  return hash
}

function isEqual(a: Float64Array, b: Float64Array): boolean {
  for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) return false
  return true
}
