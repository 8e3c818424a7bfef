import { quote } from '../errors/index.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import { textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatCount } from './format.ts'
import { rankingColumns } from './leaderboard.ts'
import { resultState } from './results.ts'

interface Factor {
  readonly name: string
  /** Worth a word where all results share it. */
  readonly telling: boolean
  readonly of: (result: ResultRecord) => string
}

const valueText = (value: unknown) =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : quote(value, 60)

/** What may tell two results apart: where they come from, then the factors of their pipelines. */
function factorsOf(results: readonly ResultRecord[]): readonly Factor[] {
  const params = [...new Set(results.flatMap(result => Object.keys(result.params)))]
  return [
    { name: 'run', telling: false, of: result => result.run_id },
    { name: 'template', telling: false, of: result => result.template_name },
    { name: 'dataset', telling: true, of: result => result.dataset },
    { name: 'target', telling: false, of: result => result.target },
    { name: 'fit scope', telling: false, of: result => result.fit_scope },
    ...params.map(name => ({ name, telling: true, of: (result: ResultRecord) => valueText(result.params[name]) })),
  ]
}

/**
 * Results side by side: of all that describes them only what differs, then the scores. What they share stands in the
 * title. Errors of different datasets are in different units, so read R² and RPD across datasets.
 */
export function comparisonTable(
  results: readonly ResultRecord[],
  { metrics = [] }: { readonly metrics?: readonly MetricCard[] } = {},
): TableDisplay {
  const factors = factorsOf(results)
  const differs = ({ of }: Factor) => new Set(results.map(of)).size > 1
  const varying = factors.filter(differs)
  const shared = results.length > 0 ? factors.filter(factor => factor.telling && !differs(factor)) : []
  const described: readonly Column<ResultRecord>[] =
    varying.length > 0
      ? varying.map(({ name, of }) => textColumn<ResultRecord>(name, name, 0, of))
      : [textColumn<ResultRecord>('pipeline_config', 'Pipeline', 0, result => result.pipeline_config)]
  const failed = results.some(({ status }) => status === 'failed')
  const facts = shared.map(({ name, of }) => `${name} ${of(results[0]!)}`)
  return tableOf(
    `${formatCount(results.length, 'result')} compared${facts.length > 0 ? `; all: ${facts.join(', ')}` : ''}`,
    [
      ...described,
      ...(failed ? [textColumn<ResultRecord>('status', 'Status', 0, resultState)] : []),
      ...rankingColumns(results, metrics),
    ],
    results,
    'Nothing to compare. Give two or more results, or a run that has some.',
    { within: ({ dataset }) => dataset },
  )
}
