import { N4aError, quote } from '../../errors/index.ts'
import type { WorkspaceProblem, WorkspaceProblemKind } from '../../records/index.ts'
import { readingFailure } from '../files/storage-failure.ts'

/** The problem that an entry of the catalogue tells of; its path stands by itself, so the words leave it out. */
export function problemOf(
  kind: WorkspaceProblemKind,
  path: string,
  error: N4aError,
  advice?: string,
): WorkspaceProblem {
  const start = `${quote(path)} is damaged: `
  const what = error.message.startsWith(start) ? error.message.slice(start.length).replace(/\.$/, '') : error.message
  return { kind, path, what, advice: advice ?? error.hint ?? 'Restore it from a backup.' }
}

/** Run `work`; an entry of the catalogue that leaves it, or what the system refused, becomes a problem. */
export async function noting(
  problems: WorkspaceProblem[],
  kind: WorkspaceProblemKind,
  path: string,
  work: () => Promise<void>,
  advice?: string,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    const failure = readingFailure(error, path)
    if (!(failure instanceof N4aError)) throw failure
    problems.push(problemOf(kind, path, failure, advice))
  }
}
