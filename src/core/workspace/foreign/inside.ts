import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { DamagedFile } from '../../errors/index.ts'
import { failureCode } from '../files/storage-failure.ts'

/** Names in a folder; none where there is no folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    const code = failureCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if (failureCode(error) === 'ENOTDIR') return false
    throw error
  }
}

/** A folder is read only where it really stands inside: a link may lead anywhere. */
export function isFolderInside(root: string, path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true && staysInside(root, path)
}

/**
 * The path of a file of the folder. Names come out of stores: none may lead out, by its parts or by a link.
 * @throws DamagedFile
 */
export function fileInside(root: string, ...parts: readonly string[]): string {
  const path = join(root, ...parts)
  if (relative(root, path).split(sep)[0] === '..') {
    throw DamagedFile({ path, reason: 'its name leads out of the workspace' })
  }
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw DamagedFile({ path, reason: 'it is missing, but the store points to it' })
  if (!stat.isFile()) throw DamagedFile({ path, reason: 'it is not a file' })
  if (!staysInside(root, path)) throw DamagedFile({ path, reason: 'it is a link out of the workspace' })
  return path
}

function staysInside(root: string, path: string): boolean {
  const [real, base] = [realpathSync(path), realpathSync(root)]
  return real === base || real.startsWith(base.endsWith(sep) ? base : base + sep)
}

/** Of files that exist or not: changes when one of them does. */
export function versionOf(paths: readonly string[]): string {
  return paths
    .map(path => {
      const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
      return stat ? `${stat.mtimeNs} ${stat.size} ${stat.ino}` : '-'
    })
    .join('|')
}
