import type { Chart } from '../../pipeline/index.ts'
import type { ResultChart } from '../../records/index.ts'
import { fitSteps } from '../fit-whole.ts'
import type { FoldRows } from '../fold-rows.ts'
import type { Evaluation } from '../run-plan.ts'
import type { ChartRequest } from './chart-place.ts'
import { chartMakers } from './registry.ts'

/** What the chart steps of a pipeline ask for, in their order. @throws what fitting the steps before them throws */
export function drawCharts(evaluation: Evaluation): readonly ResultChart[] {
  const { dataset, pipeline } = evaluation
  return pipeline.charts.flatMap(chart =>
    placesOf(evaluation, chart).map(({ rows, branch_name }) => {
      const fit = fitSteps(dataset, chart.after, rows.train)
      const { kind } = chart
      const make = chartMakers[kind] as (request: ChartRequest) => ResultChart
      return make({ kind, chart, branch_name, dataset, rows, fit })
    }),
  )
}

/** The rows a chart is of: those of the evaluation, or those of each value that its branch separates. */
function placesOf(
  { rows, members }: Evaluation,
  { branch, separation }: Chart,
): readonly { readonly rows: FoldRows; readonly branch_name: string | null }[] {
  if (!separation) return [{ rows, branch_name: branch }]
  const subsets = new Map<FoldRows, string | null>()
  for (const { chain, rows: own } of members) {
    const { column, value } = chain.separation ?? {}
    if (column !== separation.column || (separation.value !== null && separation.value !== value)) continue
    subsets.set(own, subsets.get(own) ?? chain.branch?.name ?? branch)
  }
  return [...subsets].map(([own, branch_name]) => ({ rows: own, branch_name }))
}
