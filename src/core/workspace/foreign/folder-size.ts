import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { namesIn } from './inside.ts'

/** How many files have such a name, links not followed. */
export function filesNamed(folder: string, pattern: RegExp): number {
  return namesIn(folder).reduce((sum, name) => {
    const path = join(folder, name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat?.isDirectory()) return sum + filesNamed(path, pattern)
    return sum + (stat?.isFile() && pattern.test(name) ? 1 : 0)
  }, 0)
}

/** Bytes of all files, links not followed. */
export function folderSize(folder: string): number {
  return namesIn(folder).reduce((sum, name) => {
    const path = join(folder, name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat?.isDirectory()) return sum + folderSize(path)
    return sum + (stat?.isFile() ? stat.size : 0)
  }, 0)
}
