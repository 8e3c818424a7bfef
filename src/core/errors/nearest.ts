/** Number of single-character insertions, deletions, replacements and neighbour swaps between two words. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1)
      current.push(best)
    }
    before = previous
    previous = current
  }
  return previous[b.length]!
}

/** Up to `limit` of `known` that a typing slip could have meant, nearest first. */
export function nearestNames(name: string, known: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase()
  return [...new Set(known)]
    .map(candidate => {
      const lower = candidate.toLowerCase()
      const contained = wanted.length >= 3 && (lower.includes(wanted) || wanted.includes(lower)) && lower.length >= 3
      return { candidate, distance: contained ? 1 : editDistance(wanted, lower) }
    })
    .filter(({ candidate, distance }) => distance <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** A name that is not among the known ones. */
export interface UnknownName {
  readonly name: string
  readonly known: readonly string[]
}

/** The nearest known names, then where all of them stand. */
export const suggestion = ({ name, known }: UnknownName, all: string): string => {
  const nearest = nearestNames(name, known)
  return nearest.length > 0 ? `Nearest known: ${nearest.join(', ')}. ${all}` : all
}
