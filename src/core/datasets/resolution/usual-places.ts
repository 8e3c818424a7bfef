import { dirname, join, resolve } from 'node:path'

/** What the places of files are judged from. */
export interface Surroundings {
  /** Folder of the workspace. */
  readonly workspace: string
  /** Where the user is. */
  readonly directory: string
  /** Where other datasets of the workspace are. */
  readonly folders: readonly string[]
}

/** How much of a path may have moved together: `project/data/2025/corn.csv`. */
const longestTail = 4
const mostFolders = 16

/** Names along a path of any system, without drive, root, `.` and `..`. */
function namesOf(path: string): readonly string[] {
  return path.split(/[\\/]+/).filter(name => name !== '' && name !== '.' && name !== '..' && !/^[a-z]:$/i.test(name))
}

/**
 * Where a file is likely to be that is not at `path`: below the workspace and the folders around it, where the user is, and
 * where other datasets are; by its name, and by as much of its path as may have moved together. No file is looked at.
 */
export function usualPlaces(path: string, { workspace, directory, folders }: Surroundings): readonly string[] {
  // A zero byte is in no path.
  if (path.includes('\0')) return []
  const names = namesOf(path)
  const parent = dirname(workspace)
  const bases = [workspace, parent, dirname(parent), directory, ...folders.slice(0, mostFolders)]
  const places = new Set<string>()
  for (const base of bases) {
    for (let length = 1; length <= Math.min(longestTail, names.length); length++) {
      places.add(join(base, ...names.slice(-length)))
    }
    if (names.length > 0) places.add(join(base, 'data', names.at(-1)!))
  }
  places.delete(resolve(path))
  return [...places]
}
