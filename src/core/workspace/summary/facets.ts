import type { Facet } from '../../records/index.ts'

/** A facet with what it takes to go on counting: how many rows its average is of. */
export interface RunningFacet extends Facet {
  readonly n_val_scores?: number
}

export interface FacetCounter {
  add(name: string, val_score?: number | null): void
  /** Most frequent first. */
  finish(): RunningFacet[]
}

export function facetCounter(before: readonly RunningFacet[] = []): FacetCounter {
  const counts = new Map(
    before.map(({ name, count, avg_val_score = 0, n_val_scores = 0 }) => [
      name,
      { count, n: n_val_scores, mean: avg_val_score },
    ]),
  )
  return {
    add(name, val_score) {
      const facet = counts.get(name) ?? { count: 0, n: 0, mean: 0 }
      counts.set(name, facet)
      facet.count += 1
      if (val_score === null || val_score === undefined || !Number.isFinite(val_score)) return
      facet.n += 1
      facet.mean += (val_score - facet.mean) / facet.n
    },
    finish: () =>
      [...counts]
        .map(([name, { count, n, mean }]) => ({ name, count, ...(n > 0 && { avg_val_score: mean, n_val_scores: n }) }))
        .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
  }
}
