import { createHash } from 'node:crypto'
import type { DatasetFile, DatasetProof } from '../../records/index.ts'
import { coversAll, quickHash, quickHashRanges } from '../file-hash.ts'
import { systemReason } from '../system-reason.ts'
import type { FileAccess, FileFacts } from './file-access.ts'

/** How many files may still be read to their end, and how many were. */
export interface WholeReads {
  left: number
  done: number
}

export interface Comparing {
  readonly access: FileAccess
  readonly reads: WholeReads
  /** Trust nothing but all bytes. */
  readonly full: boolean
  readonly signal?: AbortSignal | undefined
}

/** `reason`: a clause without a full stop. */
export type Comparison =
  | { readonly verdict: 'same'; readonly proof: DatasetProof; readonly facts: FileFacts; readonly reason: string }
  | { readonly verdict: 'differs' | 'undecided'; readonly facts: FileFacts; readonly reason: string }
  | { readonly verdict: 'absent' | 'unreadable'; readonly reason: string }

/**
 * Whether the file at `path` is the one that was recorded, cheapest evidence first: size, then (at its own place) the time of
 * change, then the bytes at head, middle and tail, and the whole only where it decides and `reads` allows it.
 *
 * @param inPlace it was recorded at this path, so the same size and time of change say that nothing was done to it
 */
export async function compareFile(
  path: string,
  wanted: DatasetFile,
  inPlace: boolean,
  comparing: Comparing,
): Promise<Comparison> {
  const { access, full } = comparing
  const found = await access.facts(path)
  if (found.kind === 'absent') return { verdict: 'absent', reason: 'it is not there' }
  if (found.kind === 'refused') return { verdict: 'unreadable', reason: found.reason }
  const { kind: _, ...facts } = found
  if (facts.size !== wanted.size) return { verdict: 'differs', facts, reason: sizeReason(facts, wanted) }
  const sameTime = facts.modified_at === wanted.modified_at
  if (inPlace && sameTime && !full) {
    return { verdict: 'same', proof: 'facts', facts, reason: 'size and time of change are as recorded' }
  }
  try {
    const sample = wanted.quick_hash === '' ? null : await quickHashOf(access, facts)
    if (sample !== null && sample !== wanted.quick_hash) {
      return { verdict: 'differs', facts, reason: 'its size is as recorded, and its bytes are not' }
    }
    // The sample of a small file is all of it.
    if (sample !== null && coversAll(facts.size)) return sameContent(facts)
    if (sample !== null && sameTime && !full) {
      const reason = 'size, time of change and the bytes at head, middle and tail are as recorded'
      return { verdict: 'same', proof: 'sample', facts, reason }
    }
    return await compareWhole(facts, wanted, comparing)
  } catch (error) {
    if (comparing.signal?.aborted) throw error
    return { verdict: 'unreadable', reason: systemReason(error) }
  }
}

export const sizeReason = (facts: FileFacts, wanted: Pick<DatasetFile, 'size'>): string =>
  `it has ${facts.size} bytes where ${wanted.size} were recorded`

const sameContent = (facts: FileFacts): Comparison => ({
  verdict: 'same',
  proof: 'content',
  facts,
  reason: 'all its bytes are as recorded',
})

/** Whether all bytes are as recorded; undecided where no more files may be read whole. */
export async function compareWhole(
  facts: FileFacts,
  wanted: DatasetFile,
  { access, reads, signal }: Comparing,
): Promise<Comparison> {
  if (reads.left <= 0) {
    const reason = 'what was looked at is as recorded, but its time of change is not, and it was not read whole'
    return { verdict: 'undecided', facts, reason }
  }
  reads.left -= 1
  reads.done += 1
  const hash = createHash('sha256')
  for await (const piece of access.read(facts.path, [[0, facts.size]])) {
    signal?.throwIfAborted()
    hash.update(piece)
  }
  if (`sha256:${hash.digest('hex')}` === wanted.hash) return sameContent(facts)
  return { verdict: 'differs', facts, reason: 'its hash is not the recorded one' }
}

export async function quickHashOf(access: FileAccess, { path, size }: FileFacts): Promise<string> {
  const blocks: Uint8Array[] = []
  for await (const piece of access.read(path, quickHashRanges(size))) blocks.push(piece)
  return quickHash(size, blocks)
}
