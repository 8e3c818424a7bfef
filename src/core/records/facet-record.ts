/** One value of a field, and the records that have it. */
export interface FacetValue {
  /** Null for records without one. */
  readonly value: string | number | boolean | null
  readonly count: number
  /** By dataset and ranking metric, for scores of two do not compare. */
  readonly scores: readonly FacetScore[]
}

export interface FacetScore {
  readonly dataset: string
  readonly metric: string
  /** Records with a score. */
  readonly n: number
  /** In the direction of the metric. */
  readonly best: number
  readonly median: number
  /** The record that has the best. */
  readonly best_id: string
}

/** A field, and how the records divide by its values; those with the most records first, numbers in their order. */
export interface FieldFacet {
  readonly field: string
  readonly values: readonly FacetValue[]
}
