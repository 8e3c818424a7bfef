import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { N4aError, OutputNotWritable } from '../../errors/index.ts'
import { moveIntoPlace, temporaryPath } from './atomic-file.ts'

/**
 * A file somewhere on the disk that appears whole or not at all, durable.
 * @throws OutputNotWritable where something is there already, unless `force`
 */
export async function writeNewFile<T>(
  path: string,
  force: boolean,
  work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  const free = () => {
    if (force || !existsSync(path)) return
    throw OutputNotWritable({ path, reason: 'it exists already', instead: 'Choose another name, or add --force.' })
  }
  free()
  const temporary = temporaryPath(path)
  try {
    const file = await open(temporary, 'wx')
    let made: T
    try {
      made = await work(async bytes => void (await file.writeFile(bytes)))
      await file.sync()
    } finally {
      await file.close()
    }
    await moveIntoPlace(temporary, path, free)
    return made
  } catch (error) {
    await rm(temporary, { force: true })
    if (error instanceof N4aError) throw error
    const instead = 'Choose a folder that exists, that you may write to, and that has space left.'
    throw OutputNotWritable({ path, reason: (error as Error).message, instead }, { cause: error })
  }
}
