import { groupedDigits, printable } from '../errors/index.ts'
import type { RunCost } from '../records/index.ts'
import { formatBytes, formatCount, formatDuration } from './format.ts'

/** What a run would compute, share and take, in sentences. */
export function runCostLines(cost: RunCost): readonly string[] {
  const { families, largest_family, fits, single_fits, shared_prefixes, workers, memory_bytes } = cost
  const shared = shared_prefixes.reduce((sum, { families }) => sum + families, 0)
  const saved = single_fits > fits ? `, ${formatCount(single_fits, 'fit')} where each pipeline were fitted alone` : ''
  const seconds = cost.estimated_seconds
  return [
    `${formatCount(families, 'family', 'families')} of pipelines that share their fits (at most ${groupedDigits(largest_family)} in one)${saved}.`,
    ...(shared > 0
      ? [
          `${formatCount(shared_prefixes.length, 'beginning')} of pipelines computed once for ${formatCount(shared, 'family', 'families')}, such as ${printable(shared_prefixes[0]!.steps)} on ${printable(shared_prefixes[0]!.dataset)}.`,
        ]
      : []),
    `At most ${formatBytes(memory_bytes)} in ${formatCount(workers, 'thread')}${seconds === null ? '' : `; about ${formatDuration(seconds * 1000)} (of ${formatCount(cost.probed_families, 'family', 'families')} a part was computed to tell)`}.`,
  ]
}
