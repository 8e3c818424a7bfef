import type { PredictionArrays } from '../../core/index.ts'

export interface Sample {
  /** Its id, or its row in the dataset. */
  readonly name: string
  readonly measured: number
  readonly predicted: number
  readonly residual: number
}

/** Samples with the largest distance between prediction and measurement, the worst first. */
export function worstSamples({ y_true, y_pred, sample_ids, sample_indices }: PredictionArrays): readonly Sample[] {
  return y_true
    .map((measured, i) => ({
      name: sample_ids?.[i] ?? `row ${sample_indices[i] ?? i}`,
      measured,
      predicted: y_pred[i] ?? Number.NaN,
      residual: (y_pred[i] ?? Number.NaN) - measured,
    }))
    .filter(({ residual }) => Number.isFinite(residual))
    .sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual))
}
