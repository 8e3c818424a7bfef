import { lstatSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open, realpath, rm } from 'node:fs/promises'
import { N4aError, OutputNotWritable } from '../../errors/index.ts'
import { moveIntoPlace, temporaryPath } from './atomic-file.ts'

type Write = (data: string | Uint8Array) => Promise<void>

/**
 * A file somewhere on the disk that appears whole or not at all, durable; where a link leads to one, that one. A device or a
 * pipe is written to as it comes, and never replaced.
 * @throws OutputNotWritable where a folder is there, or a file, unless `force`
 */
export async function writeNewFile<T>(path: string, force: boolean, work: (write: Write) => Promise<T>): Promise<T> {
  try {
    const found = whatIsAt(path)
    if (found && !found.isFile() && !found.isDirectory()) return await writeTo(await open(path, 'w'), work)
    const free = () => refuseOver(path, force)
    free()
    const target = found ? await realpath(path) : path
    const temporary = temporaryPath(target)
    try {
      const file = await open(temporary, 'wx', found ? found.mode & 0o777 : undefined)
      const made = await writeTo(file, work, () => file.sync())
      await moveIntoPlace(temporary, target, free)
      return made
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  } catch (error) {
    if (error instanceof N4aError) throw error
    const instead = 'Choose a folder that exists, that you may write to, and that has space left.'
    throw OutputNotWritable({ path, reason: (error as Error).message, instead }, { cause: error })
  }
}

const whatIsAt = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

function refuseOver(path: string, force: boolean): void {
  const found = whatIsAt(path) ?? lstatSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (found.isDirectory()) {
    throw OutputNotWritable({ path, reason: 'it is a folder', instead: 'Name a file, in this folder or another.' })
  }
  if (force) return
  throw OutputNotWritable({ path, reason: 'it exists already', instead: 'Choose another name, or add --force.' })
}

async function writeTo<T>(
  file: FileHandle,
  work: (write: Write) => Promise<T>,
  atEnd?: () => Promise<void>,
): Promise<T> {
  try {
    const made = await work(async data => void (await file.writeFile(data)))
    await atEnd?.()
    return made
  } finally {
    await file.close()
  }
}
