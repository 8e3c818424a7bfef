import type { DatasetProof } from '../../records/index.ts'

const proofs: readonly DatasetProof[] = ['facts', 'sample', 'content']

/** Of several files: a dataset is proved as well as the least of them. */
export function weakestOf(all: readonly DatasetProof[]): DatasetProof {
  return proofs[Math.min(...all.map(proof => proofs.indexOf(proof)))]!
}
