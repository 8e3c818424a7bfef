import { statSync } from 'node:fs'
import { join } from 'node:path'
import { failureCode } from '../files/storage-failure.ts'
import type { ForeignStore } from './content.ts'
import { isFolderInside, isThere, namesIn } from './inside.ts'
import { foreignFormats } from './registry.ts'

export interface ForeignFolder {
  readonly folder: string
  readonly stores: readonly ForeignStore[]
}

const storesIn = (folder: string) =>
  foreignFormats.map(format => format.open(folder)).filter((store): store is ForeignStore => store !== null)

/** What the Python library left in a folder, or in the `workspace` inside of it; null where it has nothing there. */
export function findForeign(path: string): ForeignFolder | null {
  try {
    return findStores(path)
  } catch (error) {
    // A folder that cannot be looked into is told when it is read.
    if (failureCode(error) !== undefined) return null
    throw error
  }
}

function findStores(path: string): ForeignFolder | null {
  const stores = storesIn(path)
  if (stores.length > 0) return { folder: path, stores }
  const inner = join(path, 'workspace')
  if (holdsOurs(path) || !isFolderInside(path, inner)) return null
  const inside = storesIn(inner)
  return inside.length > 0 ? { folder: inner, stores: inside } : null
}

/** Runs of ours, which may stand beside the library's. */
export function holdsOurs(folder: string): boolean {
  const runs = join(folder, 'runs')
  if (!statSync(runs, { throwIfNoEntry: false })?.isDirectory()) return false
  return namesIn(runs).some(name => isThere(join(runs, name, 'run_manifest.yaml')))
}
