import type { RecordedLine, ResultRecord } from '../../records/index.ts'
import type { RunLayout } from '../layout.ts'
import { readFooter } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
import { resultTable } from '../parquet/tables.ts'
import { readSegment, segmentNames } from '../segments/read-segment.ts'
import { isRecorded } from '../segments/segment-format.ts'
import { segmentResults } from '../segments/segment-results.ts'
import { mergeResults } from './merge-results.ts'

/** A recorded line of a segment, and where it ends: readers leave out what a Parquet file has applied. */
export interface UnappliedLine {
  readonly segment: string
  readonly end: number
  readonly line: RecordedLine
}

/**
 * Lines of the segments that no checkpoint had finished with when this began. Whoever needs them together with Parquet
 * files reads them before those: a checkpoint removes a segment only after the Parquet files hold all of it.
 */
export async function* unappliedLines(run: RunLayout): AsyncGenerator<UnappliedLine> {
  const applied = (await readFooter(run.results))?.applied ?? {}
  for (const segment of segmentNames(run)) {
    for (const block of readSegment(run.segment(segment), applied[segment])) {
      for (const { line, end } of block) if (isRecorded(line)) yield { segment, end, line }
    }
  }
}

/** The results that `results.parquet` holds, with how far it has applied each segment. */
export async function storedResults(
  run: RunLayout,
): Promise<{ results: Map<string, ResultRecord>; applied: Readonly<Record<string, number>>; generation: number }> {
  const stored = await withTable(run.results, resultTable, async ({ rows, footer }) => {
    const records = (await rows()) as unknown as ResultRecord[]
    return { results: new Map(records.map(record => [record.id, record])), ...footer }
  })
  return stored ?? { results: new Map(), applied: {}, generation: 0 }
}

/** All recorded results of a run, in the order they were recorded. */
export async function readResults(run: RunLayout): Promise<ResultRecord[]> {
  // Segments before the Parquet file, for a checkpoint removes them only after it holds all of them.
  const before = (await readFooter(run.results))?.applied ?? {}
  const recorded = segmentNames(run).flatMap(segment =>
    segmentResults(run.segment(segment), before[segment] ?? 0).map(result => ({ segment, ...result })),
  )
  const { results, applied } = await storedResults(run)
  mergeResults(
    results,
    recorded.filter(({ segment, end }) => end > (applied[segment] ?? 0)),
  )
  return [...results.values()]
}
