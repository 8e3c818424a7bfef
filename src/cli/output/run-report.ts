import {
  formatCount,
  formatDuration,
  groupedDigits,
  leaderboardTable,
  type MetricCard,
  printable,
  type ResultRecord,
  type RunRecord,
} from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { writeTable } from './write.ts'

/** Rows for each dataset. */
const leaders = 10
/** Reasons and examples of each that fit on a screen; the rest is counted. */
const reasonsShown = 5

/** What a script is told about a run that has ended or paused. */
export function exitCodeOfRun({ status, failed_results }: RunRecord): ExitCode {
  if (status === 'paused') return exitCodes.interrupted
  return status === 'completed' && failed_results === 0 ? exitCodes.done : exitCodes.failed
}

const shellWord = (text: string) => (/^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

/** A command that can be pasted, with --workspace unless it is the default one. */
export function commandLine(command: string, workspace: string): string {
  return workspace === 'workspace' ? command : `${command} --workspace ${shellWord(printable(workspace))}`
}

/** Failed results by their reason, most frequent first. */
export function failureText(results: readonly ResultRecord[]): string {
  const reasons = new Map<string, ResultRecord[]>()
  for (const result of results) {
    if (result.status !== 'failed' || !result.error) continue
    const reason = `${printable(result.error.message)} [${result.error.code}]`
    reasons.set(reason, [...(reasons.get(reason) ?? []), result])
  }
  const sorted = [...reasons].sort(([, a], [, b]) => b.length - a.length)
  const lines = sorted.slice(0, reasonsShown).map(([reason, failed]) => {
    const { pipeline_config, dataset, error } = failed[0]!
    const others = failed.length > 1 ? ` and ${formatCount(failed.length - 1, 'other')}` : ''
    const hint = error?.hint ? `\n    hint: ${printable(error.hint)}` : ''
    return `  ${reason}\n    in ${printable(pipeline_config)} on ${printable(dataset)}${others}${hint}\n`
  })
  const more = sorted.length - lines.length
  return `${lines.join('')}${more > 0 ? `  … ${formatCount(more, 'more reason')}\n` : ''}`
}

/** What a run was warned of or told. Datasets in one file often give rise to the same words. */
export const noteLines = (warnings: readonly string[]): readonly string[] =>
  [...new Set(warnings)].map(warning => `Note: ${printable(warning)}`)

function nextSteps(run: RunRecord, workspace: string): string {
  const steps =
    run.status === 'paused'
      ? []
      : [
          [commandLine('n4a tui', workspace), 'look around in the dashboard'],
          [commandLine(`n4a results list --run ${run.id}`, workspace), 'all results'],
        ]
  const width = Math.max(0, ...steps.map(([command]) => command!.length))
  return steps.map(([command, purpose]) => `  ${command!.padEnd(width)}  ${purpose}\n`).join('')
}

/** What came of a run: leaderboard, failures, where it is stored, what to do next. */
export async function writeRunReport(
  context: CommandContext,
  { run, results, metrics }: { run: RunRecord; results: readonly ResultRecord[]; metrics: readonly MetricCard[] },
): Promise<void> {
  const { write } = context
  const workspace = context.workspace()
  if (results.length > 0)
    await writeTable(context, leaderboardTable(results, { limit: leaders, metrics }), { title: true })
  const failures = failureText(results)
  if (failures) await write(`\nFailed:\n${failures}`)
  if (run.warnings.length > 0) await write(`\n${noteLines(run.warnings).join('\n')}\n`)
  const done = `${groupedDigits(run.completed_results)} of ${formatCount(run.total_results, 'result')}`
  const time = run.duration_ms === null ? '' : ` in ${formatDuration(run.duration_ms)}`
  await write(
    `\n${printable(run.name)}: ${run.status}, ${done}${time}.\n` +
      `Stored in ${printable(workspace)} as ${run.id}\n${nextSteps(run, workspace)}`,
  )
}
