import { existsSync } from 'node:fs'
import { type Move, movedPath } from '../datasets/index.ts'
import type { DatasetRecord } from '../records/index.ts'

/** The record with every path that has moved: of the dataset, its sources, its reference table and its rows file. */
export function movedRecord(record: DatasetRecord, moves: readonly Move[]): DatasetRecord {
  if (moves.length === 0) return record
  const { path, sources, reference, partition } = record
  const moved = (one: string) => movedPath(one, moves)
  return {
    ...record,
    path: moved(path),
    ...(sources && { sources: sources.map(source => ({ ...source, path: moved(source.path) })) }),
    ...(typeof reference === 'string' && { reference: moved(reference) }),
    ...(typeof reference === 'object' && { reference: { ...reference, path: moved(reference.path) } }),
    // No hash tells where it is; it is beside the data where it is not where it was.
    ...(partition &&
      'rows' in partition &&
      !existsSync(partition.rows) && { partition: { rows: moved(partition.rows) } }),
  }
}
