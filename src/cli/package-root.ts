import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Two folders up from here in the sources, in the library (dist/cli) and in the bundle (dist/bin) alike. */
export const packageRoot = fileURLToPath(new URL('../..', import.meta.url))

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  return version
}
