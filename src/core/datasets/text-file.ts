import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { MissingFile, N4aError, UnreadableFile } from '../errors/index.ts'
import { systemReason } from './system-reason.ts'

/** A pipe that nobody writes to would be waited for without end; not with this, where the system has it. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const MOST = 128 * 2 ** 20

/**
 * The text of a run file, a template, a configuration, a list of rows or folds.
 *
 * @throws MissingFile; UnreadableFile for what is no file of text, with the line that is not in UTF-8
 */
export function readTextFile(path: string): string {
  const unreadable = (reason: string, cause?: unknown) => UnreadableFile({ path, reason }, { cause }).at({ file: path })
  try {
    const file = openSync(path, FLAGS)
    try {
      const found = fstatSync(file)
      if (!found.isFile()) throw unreadable(found.isDirectory() ? 'it is a folder' : 'it is not a regular file')
      if (found.size > MOST) throw unreadable(`it has ${found.size} bytes, and text is read up to ${MOST}`)
      const bytes = readFileSync(file)
      if (!isUtf8(bytes)) {
        const line = lineNotUtf8(bytes)
        throw unreadable(`line ${line} is not text in UTF-8`).at({ line })
      }
      return bytes.toString('utf8')
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (error instanceof N4aError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE') {
      throw MissingFile({ path }, { cause: error }).at({ file: path })
    }
    throw unreadable(systemReason(error), error)
  }
}

function lineNotUtf8(bytes: Buffer): number {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    start = end + 1
    line++
  }
  return line
}
