import { UnknownField, WrongShape } from '../../errors/index.ts'
import { findMetric, getMetric, rankingValue } from '../../metrics/index.ts'
import { fieldValue } from './field-value.ts'

interface Scored {
  readonly id: string
  readonly dataset: string
  readonly metric: string
}

/**
 * The best `limit` of each dataset, dataset by dataset: errors in different units have no order. By any metric, whose
 * direction the metric knows, or by what ranks each record. What has no score is not among the best.
 * @throws UnknownMetric, UnknownField where no record has the score, WrongShape for a limit that is no count
 */
export function topRecords<Item extends Scored>(
  records: readonly Item[],
  limit: number,
  metric?: string,
): readonly Item[] {
  if (!Number.isInteger(limit) || limit < 1) {
    throw WrongShape({ what: 'How many of the best', expected: 'a whole number from 1', received: limit })
  }
  const asked = metric === undefined ? undefined : getMetric(metric)
  const ranked = records
    .map(record => ({ record, rank: rankOf(record, asked?.name) }))
    .filter(({ rank }) => rank !== null) as { record: Item; rank: number }[]
  if (asked && records.length > 0 && ranked.length === 0) {
    throw UnknownField({ what: 'No record here', name: asked.name, known: storedMetrics(records[0]!) })
  }
  ranked.sort(
    (a, b) =>
      compare(a.record.dataset, b.record.dataset) ||
      (asked ? 0 : compare(a.record.metric, b.record.metric)) ||
      a.rank - b.rank ||
      compare(a.record.id, b.record.id),
  )
  const counts = new Map<string, number>()
  return ranked
    .map(({ record }) => record)
    .filter(record => {
      const group = JSON.stringify([record.dataset, asked ? null : record.metric])
      const count = (counts.get(group) ?? 0) + 1
      counts.set(group, count)
      return count <= limit
    })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Lower is better; null without a score. */
function rankOf(record: Scored, asked: string | undefined): number | null {
  const metric = findMetric(asked ?? record.metric)
  const score = scoreOf(record, asked)
  return metric && score !== null ? rankingValue(metric, score) : null
}

/** By what ranks it, or by a metric; null without such a score. */
export function scoreOf(record: Pick<Scored, 'metric'>, asked?: string): number | null {
  const metric = findMetric(asked ?? record.metric)
  if (!metric) return null
  const own = asked === undefined ? fieldValue(record, 'best_score') : undefined
  const score = own === undefined ? fieldValue(record, metric.name) : own
  return typeof score === 'number' && Number.isFinite(score) ? score : null
}

function storedMetrics(record: Scored): readonly string[] {
  const scores = fieldValue(record, 'scores.val') ?? fieldValue(record, 'scores') ?? {}
  return Object.keys(scores)
}
