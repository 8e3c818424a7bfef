import { formatScore, type MetricCard, printable, type ResultRecord, scoreLabel } from '../../core/index.ts'

interface Best {
  readonly metric: string
  readonly partition: 'val' | 'test'
  readonly score: number
}

/** Whether `a` beats `b`; only the metric knows which end is better. */
function beats(a: number, b: number, card: MetricCard | undefined): boolean {
  if (!card) return false
  if (card.ranks_by_distance && card.optimal !== null) return Math.abs(a - card.optimal) < Math.abs(b - card.optimal)
  return card.higher_is_better ? a > b : a < b
}

/** Keeps the best score of each dataset while results come in. */
export function bestScores(metrics: readonly MetricCard[]) {
  const best = new Map<string, Best>()
  return {
    add(results: readonly ResultRecord[]) {
      for (const { dataset, metric, best_score: score, score_partition: partition } of results) {
        if (score === null || partition === null) continue
        const known = best.get(dataset)
        const card = metrics.find(({ name }) => name === metric)
        if (!known || (known.metric === metric && beats(score, known.score, card))) {
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
