import { distanceBetween, type PairDistances } from '../../math/distances.ts'

/** What is left to choose from, and how far each is from the nearest that one party has chosen. */
export interface Party {
  readonly chosen: number[]
  /** Infinity before anything is chosen. Length n. */
  readonly nearest: Float64Array
}

export const emptyParty = (n: number): Party => ({ chosen: [], nearest: new Float64Array(n).fill(Infinity) })

/** Give this one to the party: nobody can choose it any more. */
export function choose(party: Party, i: number, free: Uint8Array, distances: PairDistances): void {
  free[i] = 0
  party.chosen.push(i)
  const { nearest } = party
  for (let j = 0; j < nearest.length; j++) nearest[j] = Math.min(nearest[j]!, distanceBetween(distances, i, j))
}

/** The free one that is farthest from the nearest of the party; the first of equal ones, −1 where none is free. */
export function farthestFrom({ nearest }: Party, free: Uint8Array): number {
  let farthest = -1
  for (let i = 0; i < nearest.length; i++) {
    if (free[i] === 1 && (farthest < 0 || nearest[i]! > nearest[farthest]!)) farthest = i
  }
  return farthest
}

/** The two free ones that are farthest apart, the first such pair; at least two must be free. */
export function farthestPair(distances: PairDistances, free: Uint8Array): readonly [number, number] {
  let [a, b, largest] = [-1, -1, -1]
  for (let i = 0; i < distances.n; i++) {
    if (free[i] === 0) continue
    for (let j = i + 1; j < distances.n; j++) {
      const between = free[j] === 1 ? distanceBetween(distances, i, j) : -1
      if (between > largest) [a, b, largest] = [i, j, between]
    }
  }
  return [a, b]
}

/**
 * Kennard and Stone's order: the two farthest apart, then each time the one farthest from the nearest chosen.
 * @param count at least 2
 */
export function maxMinSelection(distances: PairDistances, count: number): Int32Array {
  const free = new Uint8Array(distances.n).fill(1)
  const party = emptyParty(distances.n)
  for (const i of farthestPair(distances, free)) choose(party, i, free, distances)
  while (party.chosen.length < count) choose(party, farthestFrom(party, free), free, distances)
  return Int32Array.from(party.chosen)
}
