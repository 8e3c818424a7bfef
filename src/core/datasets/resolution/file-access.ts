import { constants } from 'node:fs'
import { open, opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemReason } from '../system-reason.ts'

/** What is told of a file without reading it. */
export interface FileFacts {
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly modified_at: string
}

/** `reason`: a clause without a full stop. */
export type FoundFile =
  | ({ readonly kind: 'file' } & FileFacts)
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string }

/** The files of a folder that may be looked at, and its folders; symbolic links to folders are neither. */
export interface FolderEntries {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

/**
 * All that looking for datasets does to files: paths come from registries and manifests, which anyone may have written, so
 * nothing but regular files is opened, and a path that is none is a file that is not there.
 */
export interface FileAccess {
  facts(path: string): Promise<FoundFile>
  /** The bytes [from, to) of a file, range by range, in pieces. @throws the system's errors */
  read(path: string, ranges: readonly (readonly [from: number, to: number])[]): AsyncGenerator<Uint8Array>
  /** Null where it cannot be listed. */
  list(folder: string): Promise<FolderEntries | null>
}

/** A pipe that nobody writes to would be waited for without end; not with this, where the system has it. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const CHUNK = 2 ** 20

/** No file of this name can be there: a loop of links, a zero byte, too long a name, a file where a folder should be. */
const nowhere = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']

export const nodeFiles: FileAccess = {
  facts: async path => {
    if (path === '') return { kind: 'absent' }
    try {
      const found = await stat(path)
      if (found.isDirectory()) return { kind: 'refused', reason: 'it is a folder' }
      if (!found.isFile()) return { kind: 'refused', reason: 'it is not a regular file' }
      return { kind: 'file', path, size: found.size, modified_at: found.mtime.toISOString() }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== undefined && nowhere.includes(code)) return { kind: 'absent' }
      return { kind: 'refused', reason: systemReason(error) }
    }
  },
  async *read(path, ranges) {
    const file = await open(path, FLAGS)
    try {
      if (!(await file.stat()).isFile()) return
      for (const [from, to] of ranges) {
        for (let at = from; at < to; ) {
          const piece = Buffer.allocUnsafe(Math.min(CHUNK, to - at))
          const { bytesRead } = await file.read(piece, 0, piece.length, at)
          // It became shorter meanwhile.
          if (bytesRead === 0) return
          yield piece.subarray(0, bytesRead)
          at += bytesRead
        }
      }
    } finally {
      await file.close()
    }
  },
  list: async folder => {
    const files: string[] = []
    const folders: string[] = []
    try {
      for await (const entry of await opendir(folder)) {
        // Hidden folders hold caches and copies of version control, as node_modules does.
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
        if (entry.isDirectory()) folders.push(join(folder, entry.name))
        else if (entry.isFile() || entry.isSymbolicLink()) files.push(join(folder, entry.name))
      }
    } catch {
      return null
    }
    return { files: files.sort(), folders: folders.sort() }
  },
}
