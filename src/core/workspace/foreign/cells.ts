import type { GeneratorChoice, Partition, RunStatus, Scores, TaskType } from '../../records/index.ts'
import { partitions, runStatuses } from '../../records/index.ts'

/*
 * Cells as the stores hold them. What cannot be understood is null or the nearest harmless value, never an exception: one
 * odd cell must not hide a row.
 */

export type Row = Readonly<Record<string, unknown>>

export function text(value: unknown, otherwise = ''): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : otherwise
}

/** Null also for what is not finite: JSON has no word for it. */
export function number(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof read === 'bigint') return Number(read)
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

export function count(value: unknown): number {
  const read = number(value)
  return read !== null && read >= 0 ? Math.trunc(read) : 0
}

/** Columns of JSON; undefined where the text is not JSON. */
export function json(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return undefined
  try {
    return JSON.parse(value)
  } catch {
    // Python writes NaN and Infinity bare, which JSON does not have.
    try {
      return JSON.parse(value.replace(/(?<=[[:,]\s*)(?:NaN|-?Infinity)(?=\s*[\],}])/g, 'null'))
    } catch {
      return undefined
    }
  }
}

export const list = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null)

export function mapping(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

/** `2026-11-23 05:16:15` is UTC. */
export function time(value: unknown): string | null {
  const written = value instanceof Date ? value.toISOString() : text(value)
  if (written === '') return null
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written}Z`
  const read = new Date(zoned.replace(' ', 'T'))
  return Number.isNaN(read.getTime()) ? null : read.toISOString()
}

export const noTime = new Date(0).toISOString()

export function partition(value: unknown): Partition | null {
  return partitions.find(name => name === value) ?? null
}

export function taskType(value: unknown): TaskType {
  const name = text(value)
  if (/multi/.test(name)) return 'multiclass_classification'
  return /class/.test(name) ? 'binary_classification' : 'regression'
}

export function runStatus(value: unknown): RunStatus {
  return runStatuses.find(status => status === value) ?? 'failed'
}

export function choices(value: unknown): readonly GeneratorChoice[] {
  return (list(value) ?? []).map(mapping).filter(choice => choice !== null)
}

/** Names that mean something else with us, or that we write otherwise. */
const ourNames: Readonly<Record<string, string>> = {
  sep: 'sep_n',
  precision: 'precision_weighted',
  balanced_precision: 'precision_macro',
  recall: 'recall_weighted',
  balanced_recall: 'recall_macro',
  f1: 'f1_weighted',
  balanced_f1: 'f1_macro',
}

export const metricName = (name: string): string => ourNames[name] ?? name

/** What a model scored on one partition; the root of a stored MSE joins it, which is what later versions rank by. */
export function scoresOf(stored: unknown, own: Partition, metric: string, score: number | null): Scores {
  const scores: Record<string, number | null> = {}
  for (const [name, value] of Object.entries(mapping(mapping(stored)?.[own]) ?? {})) {
    scores[metricName(name)] = number(value)
  }
  if (score !== null && metric !== '') scores[metricName(metric)] ??= score
  const { mse } = scores
  if (typeof mse === 'number' && mse >= 0) scores.rmse ??= Math.sqrt(mse)
  return scores
}
