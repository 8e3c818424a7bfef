import { UnknownField } from '../../errors/index.ts'
import { quantileOfSorted } from '../../math/statistics.ts'
import { findMetric, rankingValue } from '../../metrics/index.ts'
import type { FacetScore, FacetValue, FieldFacet } from '../../records/index.ts'
import { fieldValue } from './field-value.ts'
import { scoreOf } from './top-records.ts'

interface Scored {
  readonly id: string
  readonly dataset: string
  readonly metric: string
}

/** How records divide by the values of fields, and how good those of each value are. @throws UnknownField */
export function facetsOf(records: readonly Scored[], fields: readonly string[]): readonly FieldFacet[] {
  return fields.map(field => ({ field, values: valuesOf(records, field) }))
}

function valuesOf(records: readonly Scored[], field: string): readonly FacetValue[] {
  const groups = new Map<FacetValue['value'], Scored[]>()
  let known = records.length === 0
  for (const record of records) {
    const found = fieldValue(record, field)
    known ||= found !== undefined
    const value = plain(found)
    const group = groups.get(value)
    if (group) group.push(record)
    else groups.set(value, [record])
  }
  if (!known) throw UnknownField({ what: 'No record here', name: field, known: Object.keys(records[0]!) })
  const numbers = [...groups.keys()].every(value => value === null || typeof value === 'number')
  return [...groups]
    .map(([value, group]): FacetValue => ({ value, count: group.length, scores: scoresOf(group) }))
    .sort((a, b) => {
      if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1
      if (numbers) return Number(a.value) - Number(b.value)
      return b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1)
    })
}

function plain(value: unknown): FacetValue['value'] {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}

function scoresOf(records: readonly Scored[]): readonly FacetScore[] {
  const groups = new Map<string, { record: Scored; score: number; cost: number }[]>()
  for (const record of records) {
    const score = scoreOf(record)
    const metric = findMetric(record.metric)
    if (score === null || !metric) continue
    const key = JSON.stringify([record.dataset, record.metric])
    const scored = { record, score, cost: rankingValue(metric, score) }
    const group = groups.get(key)
    if (group) group.push(scored)
    else groups.set(key, [scored])
  }
  return [...groups.values()].map(group => {
    const best = group.reduce((a, b) => (b.cost < a.cost || (b.cost === a.cost && b.record.id < a.record.id) ? b : a))
    const sorted = Float64Array.from(group, ({ score }) => score).sort()
    const { dataset, metric, id } = best.record
    return { dataset, metric, n: group.length, best: best.score, median: quantileOfSorted(sorted, 0.5), best_id: id }
  })
}
