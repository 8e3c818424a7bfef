import type { DatasetProof } from '../../records/index.ts'
import type { FileFacts } from './file-access.ts'

const proofs: readonly DatasetProof[] = ['facts', 'sample', 'content']

interface Proved {
  /** Where the file was recorded. */
  readonly from: string
  readonly facts: FileFacts
  readonly proof: DatasetProof
}

/** A dataset is proved as well as the least of its files; where some have moved, as the least of these. */
export function weakestOf(files: readonly Proved[]): DatasetProof {
  const moved = files.filter(({ from, facts }) => facts.path !== from)
  const deciding = moved.length > 0 ? moved : files
  return proofs[Math.min(...deciding.map(({ proof }) => proofs.indexOf(proof)))]!
}
