import { OverlappingPartition, quote, WrongRowsFile } from '../errors/index.ts'
import { type Partitions, withNote } from './partition.ts'
import type { Table } from './table.ts'
import { readTextFile } from './text-file.ts'

/**
 * Rows by a JSON file `{"train": [...], "test": [...]}` of positions counted from 0.
 *
 * @param kept which rows of the file are left, where samples were dropped; positions count those of the file
 * @throws MissingFile, UnreadableFile, WrongRowsFile, OverlappingPartition
 */
export async function partitionByFile(path: string, rows: number, kept?: Table['kept']): Promise<Partitions> {
  const content = parseRowsFile(readTextFile(path))
  const total = kept?.total ?? rows
  const train = inTable(positions(content, 'train', total), kept)
  const test = inTable(positions(content, 'test', total), kept)
  if (train.length === 0) throw WrongRowsFile({ reason: 'train is empty' })
  const trained = new Set(train)
  const shared = test.find(row => trained.has(row))
  if (shared !== undefined) throw OverlappingPartition({ value: `position ${shared}` })
  return withNote({ train: Int32Array.from(train), test: Int32Array.from(test) }, rows)
}

function inTable(positions: readonly number[], kept: Table['kept']): readonly number[] {
  if (!kept) return positions
  const places = new Map(Array.from(kept.rows, (row, i) => [row, i]))
  return positions.flatMap(position => places.get(position) ?? [])
}

function parseRowsFile(text: string): Record<string, unknown> {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw WrongRowsFile({ reason: `they are not JSON (${(error as Error).message})` }, { cause: error })
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw WrongRowsFile({ reason: `an object is needed, not ${quote(content, 40)}` })
  }
  const unknown = Object.keys(content).find(name => name !== 'train' && name !== 'test')
  if (unknown !== undefined) throw WrongRowsFile({ reason: `there is no field ${quote(unknown)}` })
  return content as Record<string, unknown>
}

function positions(content: Record<string, unknown>, field: string, total: number): number[] {
  const value = content[field]
  if (!Array.isArray(value)) throw WrongRowsFile({ reason: `${field} must be a list of positions` }).at({ field })
  const seen = new Set<number>()
  for (const position of value as unknown[]) {
    if (!Number.isInteger(position) || (position as number) < 0 || (position as number) >= total) {
      throw WrongRowsFile({ reason: `${quote(position, 40)} is not a position from 0 to ${total - 1}` }).at({ field })
    }
    if (seen.has(position as number)) throw WrongRowsFile({ reason: `${position} stands twice` }).at({ field })
    seen.add(position as number)
  }
  return [...seen]
}
