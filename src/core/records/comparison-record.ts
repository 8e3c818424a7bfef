/** One result beside the baseline of a comparison. */
export interface ComparedResult {
  /** `A` for the baseline, then `B`, …: what the verdict calls it. */
  readonly letter: string
  readonly result_id: string
  readonly pipeline_config: string
  readonly dataset: string
  /** Pooled out-of-fold score in the ranking metric. */
  readonly score: number
  /** Score of each fold on its validation rows, in the order of the folds. */
  readonly fold_scores: readonly (number | null)[]
  /** Relative to the baseline's score. */
  readonly change: number
  /** Of the paired test that the comparison names; null for the baseline and where samples differ. */
  readonly p_value: number | null
  /** Of classes: samples that only this result has right, and only the baseline; null where `p_value` is, and of quantities. */
  readonly only_right: { readonly this: number; readonly baseline: number } | null
  /** Folds in which it is better than the baseline; null where the folds differ. */
  readonly folds_won: number | null
  readonly verdict: 'baseline' | 'tie' | 'better' | 'worse' | 'other samples'
  /** Within one standard error of the best score. */
  readonly in_tie_band: boolean
  /** Of those in the band, the one with the fewest components and steps. */
  readonly simplest: boolean
}

/** Of quantities, the randomisation test on squared residuals; of classes, McNemar's exact test on which samples are right. */
export type PairedTest = 'randomization' | 'McNemar'

/** Results of one dataset held against the first of them, on the same samples. */
export interface ResultComparison {
  readonly metric: string
  readonly n_samples: number
  readonly n_folds: number
  readonly test: PairedTest
  /** What p must be below to be called a difference. */
  readonly significance: number
  readonly results: readonly ComparedResult[]
  /** In words. */
  readonly verdict: string
}

/** A field in which records differ, with the value of each. */
export interface DifferingField {
  readonly field: string
  /** Null where a record lacks it. */
  readonly values: readonly (string | null)[]
}

/** The best result of a run on one dataset, beside that of the first run. */
export interface ComparedBest {
  readonly letter: string
  readonly result_id: string
  readonly pipeline_config: string
  readonly score: number
  /** To the score of the first run; null where that has none, or is ranked by another metric. */
  readonly difference: number | null
  readonly p_value: number | null
}

/** What runs have in common is left out. */
export interface RunComparison {
  readonly runs: readonly { readonly letter: string; readonly id: string; readonly name: string }[]
  readonly differences: readonly DifferingField[]
  readonly datasets: readonly {
    readonly dataset: string
    readonly metric: string
    readonly best: readonly ComparedBest[]
    /** In words: of the paired test on the same samples, or why there is none. */
    readonly verdict: string
  }[]
}

/** One prediction beside the first of a comparison. */
export interface ComparedPrediction {
  readonly letter: string
  readonly id: string
  readonly scores: Readonly<Record<string, number | null>>
  /** To the scores of the first. */
  readonly differences: Readonly<Record<string, number | null>>
  /** Samples that the first has as well. */
  readonly n_common: number
  /** On these samples; null for the first, and where there are none. */
  readonly p_value: number | null
  readonly verdict: 'baseline' | 'tie' | 'better' | 'worse' | 'other samples'
}

/** Predictions of one target of one dataset, held against the first. */
export interface PredictionComparison {
  readonly differences: readonly DifferingField[]
  readonly test: PairedTest
  readonly predictions: readonly ComparedPrediction[]
}
