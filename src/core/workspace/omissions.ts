import { N4aError } from '../errors/index.ts'
import type { WorkspaceProblem, WorkspaceProblemKind } from '../records/index.ts'
import { problemOf } from './care/problem.ts'
import { readingFailure } from './files/storage-failure.ts'

/**
 * What listings over many files had to pass over. One damaged file must not hide the others, and must not be dropped without
 * a word either: a listing gives the rest, and what was left out is told here until its file can be read again.
 */
export interface Omissions {
  /** By path. */
  list(): readonly WorkspaceProblem[]
  /** @throws what is no failure of storage */
  note(kind: WorkspaceProblemKind, path: string, error: unknown): void
  forget(path: string): void
  /** What `read` gives, or, where the file at `path` is damaged or cannot be opened, what stands for it. */
  past<T>(kind: WorkspaceProblemKind, path: string, read: () => Promise<T>, instead: () => T): Promise<T>
}

export function omissionsOf(): Omissions {
  const known = new Map<string, WorkspaceProblem>()
  const note: Omissions['note'] = (kind, path, error) => {
    const failure = readingFailure(error, path)
    if (!(failure instanceof N4aError) || failure.kind !== 'storage') throw failure
    known.set(path, problemOf(kind, path, failure))
  }
  return {
    list: () => [...known.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    note,
    forget: path => void known.delete(path),
    past: async (kind, path, read, instead) => {
      try {
        const found = await read()
        known.delete(path)
        return found
      } catch (error) {
        note(kind, path, error)
        return instead()
      }
    },
  }
}
