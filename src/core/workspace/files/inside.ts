import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { DamagedFile, OutsideWorkspace } from '../../errors/index.ts'
import { failureCode } from './storage-failure.ts'

/**
 * The absolute path of what a workspace calls `path`, and proof that it stands in the folder `root`: what a file or a listing
 * names may be spelled to lead elsewhere (absolute, a drive, `..`, a zero byte), be a symbolic link, or stand below one. What
 * is not there is judged by the folder it would stand in. The root itself may be a link: who opens it has chosen it.
 *
 * @throws OutsideWorkspace
 */
export function inside(root: string, path: string): string {
  const outside = (reason: string, cause?: unknown) => OutsideWorkspace({ path, root, reason }, { cause })
  if (path.includes('\0')) throw outside('it holds a zero byte')
  if (/^([a-z]:|\\)/i.test(path)) throw outside('it is an absolute path of another system')
  const whole = resolve(root, path)
  // Slashes of Windows part a path as well: it may have been written there.
  for (const spelled of [whole, resolve(root, path.replaceAll('\\', '/'))]) {
    if (!isWithin(resolve(root), spelled)) throw outside(isAbsolute(path) ? 'it is an absolute path' : 'it climbs out')
  }
  try {
    const real = realOf(whole)
    if (isWithin(realpathSync.native(root), real)) return whole
    throw outside(`symbolic links lead to ${real}`)
  } catch (error) {
    if (failureCode(error) === 'ELOOP') throw outside('its symbolic links go in a circle', error)
    throw error
  }
}

/**
 * The same for a file that is to be read: a pipe would be waited for without end, and a device never ends. Null where there
 * is none. @throws OutsideWorkspace; DamagedFile for what is no regular file
 */
export function fileInside(root: string, path: string): string | null {
  const whole = inside(root, path)
  const found = statSync(whole, { throwIfNoEntry: false })
  if (!found) return null
  if (!found.isFile()) throw DamagedFile({ path: whole, reason: 'it is not a regular file' })
  return whole
}

/** Without symbolic links, also where the path or what a link points to is not there. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch (error) {
    const code = failureCode(error)
    const parent = dirname(path)
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || parent === path) throw error
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
    return isLink ? realOf(resolve(parent, readlinkSync(path))) : join(realOf(parent), basename(path))
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
