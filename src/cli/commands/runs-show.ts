import { formatDuration, formatTime, leaderboardTable, type RunRecord, runState } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { failureText } from '../output/run-report.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { writeRecord, writeTable } from '../output/write.ts'

const foldsText = ({ splitter, file, ...parameters }: RunRecord['config']['folds']) =>
  [file ?? splitter, ...Object.entries(parameters).map(([name, value]) => `${name}=${String(value)}`)].join(' ')

function details(run: RunRecord): readonly Detail[] {
  const { config } = run
  return [
    ['Run', run.name],
    ['Id', run.id],
    ['Description', run.description],
    ['Status', `${runState(run)}${run.partial ? ', partial' : ''}`],
    ['Results', `${run.completed_results} completed, ${run.failed_results} failed, ${run.total_results} planned`],
    ['Created (UTC)', formatTime(run.created_at)],
    ['Duration', formatDuration(run.duration_ms)],
    ['Templates', run.templates.map(({ name, expansion_count }) => `${name} (${expansion_count})`).join(', ')],
    [
      'Datasets',
      run.datasets.map(({ name, n_train, n_test }) => `${name} (${n_train} train, ${n_test} test)`).join(', '),
    ],
    ['Folds', foldsText(config.folds)],
    ['Ranking metric', config.metric],
    ['Refit', config.refit],
    ['Preprocessing', `fitted once for each ${config.fit_scope.replace('_', ' ')}`],
    ['Random state', config.random_state],
    [
      'Executed by',
      run.executor && `${run.executor.host}, process ${run.executor.pid}, attempt ${run.executor.attempt}`,
    ],
    ['Made with', run.foreign ? run.foreign.label : `n4a ${run.n4a_version}`],
    ['From', run.foreign && `${run.foreign.path}, run ${run.foreign.run_id}`],
    ['Brought (UTC)', run.archive && `${formatTime(run.archive.imported_at)}, an archive of ${run.archive.run_id}`],
    ...[...new Set(run.warnings)].map(warning => ['Note', warning] as const),
    ['Error', run.error],
  ]
}

export const addRunsShow: AddCommand = (runs, context) => {
  runs
    .command('show')
    .summary('show one run: how it was made, what came of it')
    .argument('<id>', 'id, or enough of its beginning or end; "latest" is the newest')
    .addOption(jsonOption('the record'))
    .action(async (id: string, { json }: { json?: boolean }) => {
      const engine = await context.engine()
      const run = await engine.runs.get(id)
      if (json) return writeRecord(context, run)
      const results = await engine.results.list({ run: run.id })
      await context.write(`${textDetails(details(run))}\n`)
      await writeTable(context, leaderboardTable(results, { metrics: engine.metrics.list() }), { title: true })
      const failures = failureText(results)
      if (failures) await context.write(`\nFailed:\n${failures}`)
    })
}
