import { Option } from 'commander'
import {
  coefficientsTable,
  componentsTable,
  formatScore,
  influentialSamplesTable,
  type ResultExplanation,
  vipRangesTable,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption } from '../options.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { writeRecord, writeTable } from '../output/write.ts'

function details(record: ResultExplanation): readonly Detail[] {
  const { explanation, n_samples, n_features, y_processing } = record
  const { intercept } = explanation
  return [
    ['Model', record.branch_name === null ? record.model_name : `${record.model_name} of branch ${record.branch_name}`],
    ['Target', y_processing === null ? record.target : `${record.target} after ${y_processing}`],
    ['Dataset', `${record.dataset}, ${n_samples} training samples × ${n_features} features`],
    ['Preprocessing', record.preprocessings],
    ['Intercept', intercept === undefined ? null : formatScore(intercept, 6)],
    ['Result', record.result_id],
  ]
}

/** A model that is linear and nothing else has neither components nor what comes of them. */
const tablesOf = (record: ResultExplanation) => [
  ...(record.explanation.components ? [componentsTable(record)] : []),
  coefficientsTable(record),
  ...(record.explanation.components ? [vipRangesTable(record), influentialSamplesTable(record)] : []),
]

export const addResultsExplain: AddCommand = (results, context) => {
  results
    .command('explain')
    .summary('coefficients, components, VIP and influential samples of its model, fitted on all training rows')
    .argument('<id>', 'id of the result')
    .addOption(
      new Option('--member <n>', 'of this of its models, counted from 0 (default: the one that ranks it)').argParser(
        Number,
      ),
    )
    .addOption(jsonOption('the explanation'))
    .action(async (id: string, { json, ...request }: { readonly json?: boolean; readonly member?: number }) => {
      const engine = await context.engine()
      const record = await engine.results.explain(id, given(request))
      if (json) return writeRecord(context, record)
      await context.write(textDetails(details(record)))
      for (const table of tablesOf(record)) {
        await context.write('\n')
        await writeTable(context, table, { title: true })
      }
    })
}
