import { DiskFull, N4aError, WorkspaceNotReadable, WorkspaceNotWritable } from '../../errors/index.ts'

const refused: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'a folder is missing',
  EEXIST: 'something else is in its place',
  EISDIR: 'a folder is where a file should be',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its symbolic links go in a circle',
}

const full: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large for the file system',
  EIO: 'the device reported an input/output error',
}

export function failureCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

export function isMissing(error: unknown): boolean {
  return failureCode(error) === 'ENOENT'
}

/** What the system reported as an entry of the catalogue; an error that is not the system's stays as it is. */
export function storageFailure(error: unknown, workspace: string): unknown {
  if (error instanceof N4aError) return error
  const code = failureCode(error)
  const file = error instanceof Error && 'path' in error ? String(error.path) : workspace
  if (code !== undefined && full[code]) return DiskFull({ path: file, reason: full[code] }, { cause: error })
  if (code === undefined || !refused[code]) return error
  const where = file === workspace ? '' : ` (${file})`
  return WorkspaceNotWritable({ path: workspace, reason: `${refused[code]}${where}` }, { cause: error })
}

/** Run what writes; failures of the system come out as entries of the catalogue. */
export async function writing<T>(workspace: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storageFailure(error, workspace)
  }
}

/** The same for what reads. */
export async function reading<T>(workspace: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw readingFailure(error, workspace)
  }
}

export async function* readingEach<T>(workspace: string, items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    throw readingFailure(error, workspace)
  }
}

/** What kept the system from reading as an entry of the catalogue; any other error stays as it is. */
export function readingFailure(error: unknown, workspace: string): unknown {
  const code = failureCode(error)
  const reason = code === undefined ? undefined : (refused[code] ?? full[code])
  if (error instanceof N4aError || reason === undefined) return error
  const path = error instanceof Error && 'path' in error ? String(error.path) : workspace
  return WorkspaceNotReadable({ path, reason }, { cause: error })
}
