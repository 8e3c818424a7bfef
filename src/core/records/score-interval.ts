/** Parts of a result that a score interval can be made of, from their stored predictions. */
export const intervalParts = ['val', 'test', 'avg_test', 'w_avg_test', 'final_train', 'final_test'] as const
export type IntervalPart = (typeof intervalParts)[number]

/** How far one score of one part of a result may lie from what it is on the population its samples were drawn from. */
export interface ScoreInterval {
  readonly result_id: string
  readonly metric: string
  /** As in the scores of a result: `val` pools out-of-fold predictions, `test` is the mean over the fold models. */
  readonly part: IntervalPart
  readonly score: number | null
  readonly low: number | null
  readonly high: number | null
  /** Share of intervals made so that hold the true score, where samples are many. */
  readonly confidence: number
  readonly method: 'percentile' | 'BCa'
  readonly n_samples: number
  /** What was drawn with replacement: samples, or groups of replicates. */
  readonly resampled: 'samples' | 'groups'
  readonly n_resampled: number
  readonly n_resamples: number
  readonly random_state: number
  /** What one should know before relying on it; null where there is nothing. */
  readonly note: string | null
}

/** Default: every part, by the ranking metric of the result. */
export interface IntervalRequest {
  readonly metric?: string
  readonly part?: IntervalPart
  readonly method?: 'percentile' | 'BCa'
  readonly confidence?: number
  readonly n_resamples?: number
  readonly random_state?: number | null
}
