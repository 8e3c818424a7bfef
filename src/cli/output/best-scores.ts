import { formatScore, isBetter, type MetricCard, printable, type ResultRecord, scoreLabel } from '../../core/index.ts'

interface Best {
  readonly metric: string
  readonly partition: 'val' | 'test'
  readonly score: number
}

/** Keeps the best score of each dataset while results come in. */
export function bestScores(metrics: readonly MetricCard[]) {
  const best = new Map<string, Best>()
  return {
    add(results: readonly ResultRecord[]) {
      for (const { dataset, metric, best_score: score, score_partition: partition } of results) {
        if (score === null || partition === null) continue
        const known = best.get(dataset)
        if (!known || (known.metric === metric && isBetter(score, known.score, metric, metrics))) {
          best.set(dataset, { metric, partition, score })
        }
      }
    },
    /** `fat RMSECV 2.11, protein RMSECV 0.61`. */
    text: () =>
      [...best]
        .map(
          ([dataset, { metric, partition, score }]) =>
            `${printable(dataset)} ${scoreLabel(metric, partition, metrics)} ${formatScore(score)}`,
        )
        .join(', '),
  }
}
