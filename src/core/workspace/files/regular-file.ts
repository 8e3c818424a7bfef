import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { DamagedFile, WorkspaceNotReadable } from '../../errors/index.ts'

/** A pipe without a writer would keep whoever opens it waiting for ever; not with this, where the system has it. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const notRegular = (path: string, found: Stats) =>
  found.isDirectory()
    ? WorkspaceNotReadable({ path, reason: 'a folder is where a file should be' })
    : DamagedFile({ path, reason: 'it is a pipe, a socket or a device where a file should be' })

/** Open a file for reading. @throws WorkspaceNotReadable for a folder; DamagedFile for a pipe, a socket, a device */
export async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(path, FLAGS)
  try {
    const found = await file.stat()
    if (found.isFile()) return file
    throw notRegular(path, found)
  } catch (error) {
    await file.close()
    throw error
  }
}

/** The same for readers that do not wait, with how long it is. */
export function openSizedSync(path: string): { readonly file: number; readonly size: number } {
  const file = openSync(path, FLAGS)
  const found = fstatSync(file)
  if (found.isFile()) return { file, size: found.size }
  closeSync(file)
  throw notRegular(path, found)
}

export const openRegularSync = (path: string): number => openSizedSync(path).file

/** A manifest or a template; ours stay far below it. */
const MOST_TEXT = 64 * 2 ** 20

/** The whole text of a file. @throws DamagedFile for what is no file, and for more bytes than `most` */
export async function readText(path: string, most = MOST_TEXT): Promise<string> {
  const file = await openRegular(path)
  try {
    const { size } = await file.stat()
    if (size > most) throw DamagedFile({ path, reason: `it has ${size} bytes, and more than ${most} are not read` })
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
