import type { RecordedLine, ResultRecord } from '../../records/index.ts'
import type { RunLayout } from '../layout.ts'
import type { Omissions } from '../omissions.ts'
import { readFooter } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
import { resultTable } from '../parquet/tables.ts'
import { damagedLine, readSegment, segmentNames } from '../segments/read-segment.ts'
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
export async function* unappliedLines(run: RunLayout, omissions?: Omissions): AsyncGenerator<UnappliedLine> {
  const applied = await appliedOf(run, omissions)
  for (const segment of segmentNames(run)) {
    for (const block of readSegment(run.segment(segment), applied[segment])) {
      for (const { line, end } of block) if (isRecorded(line)) yield { segment, end, line }
    }
  }
}

/** How far `results.parquet` has applied each segment; nothing is known of a damaged one, which a listing passes over. */
async function appliedOf({ results }: RunLayout, omissions?: Omissions): Promise<Readonly<Record<string, number>>> {
  const read = async () => (await readFooter(results))?.applied ?? {}
  return omissions ? omissions.past('damaged_table', results, read, () => ({})) : read()
}

type Stored = Awaited<ReturnType<typeof storedResults>>

const nothingStored = (): Stored => ({ results: new Map(), applied: {}, generation: 0 })

/** The results that `results.parquet` holds, with how far it has applied each segment. */
export async function storedResults(
  run: RunLayout,
): Promise<{ results: Map<string, ResultRecord>; applied: Readonly<Record<string, number>>; generation: number }> {
  const stored = await withTable(run.results, resultTable, async ({ rows, footer }) => {
    const records = (await rows()) as unknown as ResultRecord[]
    return { results: new Map(records.map(record => [record.id, record])), ...footer }
  })
  return stored ?? nothingStored()
}

/**
 * All recorded results of a run, in the order they were recorded. With `omissions` what is damaged is left out and noted.
 * @throws DamagedFile
 */
export async function readResults(run: RunLayout, omissions?: Omissions): Promise<ResultRecord[]> {
  // Segments before the Parquet file, for a checkpoint removes them only after it holds all of them.
  const before = await appliedOf(run, omissions)
  const recorded = segmentNames(run).flatMap(segment => {
    const path = run.segment(segment)
    omissions?.forget(path)
    const note = (end: number) => omissions?.note('damaged_segment', path, damagedLine(path, end))
    return segmentResults(path, before[segment] ?? 0, note).map(result => ({ segment, ...result }))
  })
  const stored = () => storedResults(run)
  const { results, applied } = await (omissions?.past('damaged_table', run.results, stored, nothingStored) ?? stored())
  mergeResults(
    results,
    recorded.filter(({ segment, end }) => end > (applied[segment] ?? 0)),
  )
  return [...results.values()]
}
