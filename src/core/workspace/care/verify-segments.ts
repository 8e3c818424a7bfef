import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ArraySlice, WorkspaceProblem } from '../../records/index.ts'
import type { RunLayout } from '../layout.ts'
import { readSegment, segmentNames } from '../segments/read-segment.ts'
import { isRecorded } from '../segments/segment-format.ts'

/** Segments of a run with a line that does not fit its checksum; a torn tail is none. Passes on the arrays they point to. */
export async function verifySegments(run: RunLayout, use: (slice: ArraySlice) => void): Promise<WorkspaceProblem[]> {
  const problems: WorkspaceProblem[] = []
  for (const segment of segmentNames(run)) {
    const path = run.segment(segment)
    const blocks = readSegment(path)
    let end = 0
    for (let next = blocks.next(); ; next = blocks.next()) {
      if (next.done) {
        if (next.value.damaged) problems.push(damagedLine(path, end))
        break
      }
      for (const { line } of next.value.filter(({ line }) => isRecorded(line))) {
        if (!isRecorded(line)) continue
        for (const { y_true, y_pred, sample_indices } of line.predictions) [y_true, y_pred, sample_indices].forEach(use)
      }
      end = next.value.at(-1)!.end
      // A screen in this process goes on drawing.
      await nextTurn()
    }
  }
  return problems
}

function damagedLine(path: string, end: number): WorkspaceProblem {
  return {
    kind: 'damaged_segment',
    path,
    what: `the line at byte ${end} does not fit its checksum`,
    advice:
      'Restore it from a backup. What stands before that byte is kept; `n4a runs resume` executes the rest again where ' +
      'the run has not ended.',
  }
}
