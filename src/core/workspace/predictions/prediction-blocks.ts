import { type PredictionRecord, predictionRecord } from '../../records/index.ts'
import { deletedRuns } from '../deleted/deleted-runs.ts'
import type { Layout } from '../layout.ts'
import type { Omissions } from '../omissions.ts'
import { blockOfFile, blockOfRecords, type PredictionBlock } from './prediction-block.ts'
import { candidateFiles, predictionFiles } from './prediction-files.ts'
import { type PredictionFilter, readTails, type TailLine } from './read-predictions.ts'

/**
 * Recorded predictions in blocks, one a file and one for what still stands in segments, for queries that need few columns of
 * many records. The same records as `readPredictions` gives. @throws DamagedFile
 */
export async function predictionBlocks(
  layout: Layout,
  omissions: Omissions,
  filter: PredictionFilter = {},
): Promise<readonly PredictionBlock[]> {
  const { dataset, ...rest } = filter
  const equal = Object.fromEntries(
    Object.entries({ ...rest, dataset }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const tails = await readTails(layout, omissions, filter)
  const hidden = deletedRuns(layout)
  const blocks: PredictionBlock[] = []
  for (const path of dataset === undefined ? predictionFiles(layout) : candidateFiles(layout, dataset)) {
    const open = () => blockOfFile(path, { equal, hidden })
    const block = dataset === undefined ? await omissions.past('damaged_table', path, open, () => null) : await open()
    if (block && block.length > 0) blocks.push(block)
  }
  if (tails.length > 0) blocks.push(blockOfRecords(await notIn(blocks, tails, equal), null))
  return blocks
}

/** What the lines of segments hold and no file does, each once: a checkpoint may have moved some meanwhile. */
async function notIn(
  blocks: readonly PredictionBlock[],
  tails: readonly TailLine[],
  equal: Readonly<Record<string, string>>,
): Promise<readonly PredictionRecord[]> {
  const records = new Map<string, PredictionRecord>()
  for (const { line } of tails) {
    for (const part of line.predictions) {
      const record = predictionRecord(line.result, line.models, part)
      const fits = Object.entries(equal).every(([field, value]) => record[field as keyof PredictionRecord] === value)
      if (fits && !records.has(record.id)) records.set(record.id, record)
    }
  }
  for (const block of blocks) {
    const [ids] = await block.columns(['id'])
    for (const id of ids!) records.delete(String(id))
  }
  return [...records.values()]
}
