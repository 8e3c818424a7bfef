import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { failureCode } from './storage-failure.ts'

/**
 * Make a folder in one that is there; nothing where it is there itself. (Node's recursive mkdir never returns on some
 * file systems that refuse folders, such as /proc.)
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if (failureCode(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error
  }
}

/** Make a folder and those it would stand in. */
export function makeFolders(path: string): void {
  if (!existsSync(dirname(path))) makeFolders(dirname(path))
  makeFolder(path)
}
