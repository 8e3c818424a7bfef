import { printable, quote, UnknownField } from '../errors/index.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import { scoreLabel } from './labels.ts'
import { rankingCost } from './ranking.ts'

/** Facts of a result that tell results apart beside the parameters of its pipeline. */
const facts = ['dataset', 'target', 'template_name', 'preprocessings', 'best_model', 'run_id', 'fit_scope'] as const

type Fact = (typeof facts)[number]
const isFact = (name: string): name is Fact => (facts as readonly string[]).includes(name)

/** What results may be laid out by: facts, and every parameter that one of them has. */
export function factorNames(results: readonly ResultRecord[]): readonly string[] {
  return [...new Set<string>([...facts, ...results.flatMap(({ params }) => Object.keys(params))])]
}

/** More levels are no picture. */
const mostLevels = 30

const rawValue = (result: ResultRecord, name: string): unknown =>
  (result as unknown as Readonly<Record<string, unknown>>)[name] ?? result.params[name] ?? null

/**
 * Factors in which results differ: what the generators of their templates chose between. Those that divide results alike are one
 * factor, under its first name.
 */
export function varyingFactors(results: readonly ResultRecord[]): readonly string[] {
  return factorNames(results)
    .filter(name => !['dataset', 'target', 'run_id', 'preprocessing'].includes(name))
    .filter(name => {
      const known = results.map(result => rawValue(result, name)).filter(value => value !== null)
      const levels = new Set(known.map(value => JSON.stringify(value)))
      return levels.size > 1 && levels.size <= mostLevels
    })
    .filter((name, i, names) => names.findIndex(other => division(results, other) === division(results, name)) === i)
}

/** Which results have the same level, as text. */
function division(results: readonly ResultRecord[], name: string): string {
  const seen = new Map<string, number>()
  return results
    .map(result => {
      const level = JSON.stringify(rawValue(result, name))
      if (!seen.has(level)) seen.set(level, seen.size)
      return seen.get(level)
    })
    .join(' ')
}

/**
 * A factor of results: its text for each, and its levels, ascending where they are numbers.
 * @throws UnknownField where no result has it, unless that was seen to before
 */
export function factorOf(results: readonly ResultRecord[], name: string, checked = false) {
  const known = factorNames(results)
  if (!checked && results.length > 0 && !known.includes(name))
    throw UnknownField({ what: 'What describes these results', name, known })
  const value = (result: ResultRecord): unknown => (isFact(name) ? result[name] : result.params[name])
  const text = (result: ResultRecord): string => {
    const found = value(result)
    if (found === undefined || found === null || found === '') return '–'
    return printable(typeof found === 'string' ? found : quote(found, 40))
  }
  const numbers = results.every(result => typeof (value(result) ?? 0) === 'number')
  const levels = [...new Map(results.map(result => [text(result), value(result)]))]
  const order = numbers ? levels.sort(([, a], [, b]) => Number(a ?? -Infinity) - Number(b ?? -Infinity)) : levels
  return { label: factorLabel(name), text, levels: order.map(([level]) => level), numbers }
}

const labels: Readonly<Record<string, string>> = {
  preprocessings: 'Preprocessing',
  template_name: 'Template',
  best_model: 'Model',
  run_id: 'Run',
  n_components: 'Number of components',
}

function factorLabel(name: string): string {
  const words = labels[name] ?? name.replaceAll('_', ' ')
  return printable(`${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`)
}

/** Completed results whose scores have one unit and one order: those of one dataset, by one metric, on samples of one kind. */
export interface ScoredGroup {
  readonly dataset: string
  readonly metric: string
  /** `RMSECV`. */
  readonly label: string
  readonly scored: readonly { readonly result: ResultRecord; readonly score: number; readonly cost: number }[]
}

/** Errors of different datasets are in different units, so each dataset is a group of its own; `metric` in place of what ranks. */
export function scoredGroups(
  results: readonly ResultRecord[],
  metrics: readonly MetricCard[],
  metric?: string,
): readonly ScoredGroup[] {
  const groups = new Map<string, ScoredGroup & { scored: { result: ResultRecord; score: number; cost: number }[] }>()
  for (const result of results) {
    const name = metric ?? result.metric
    const score = name === result.metric ? result.best_score : (result.scores.val?.[name] ?? null)
    if (result.status !== 'completed' || score === null || !Number.isFinite(score)) continue
    const part = result.score_partition === 'test' ? 'test' : 'val'
    const key = JSON.stringify([result.dataset, name, part])
    const group = groups.get(key) ?? {
      dataset: result.dataset,
      metric: name,
      label: printable(scoreLabel(name, part, metrics)),
      scored: [],
    }
    group.scored.push({ result, score, cost: rankingCost(score, name, metrics) })
    groups.set(key, group)
  }
  return [...groups.values()]
}
