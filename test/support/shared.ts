import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The repository's root. */
export const rootPath = (...parts: string[]): string => join(root, ...parts)

/** A path in the developers' shared folder beside the checkout, or undefined where it is absent (a user has none). */
export function sharedPath(...parts: string[]): string | undefined {
  const path = join(root, '..', 'shared', ...parts)
  return existsSync(path) ? path : undefined
}
