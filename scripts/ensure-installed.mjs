import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const modifiedAt = path => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Why `npm ci` is needed, or undefined. `wanted`: what the build and the tests start. */
function reasonToInstall(wanted) {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return 'node_modules is missing'
  if (modifiedAt(join(root, 'package-lock.json')) > modifiedAt(installed)) return 'package-lock.json has changed'
  const missing = wanted.find(path => !existsSync(join(root, 'node_modules', path)))
  return missing && `node_modules/${missing} is missing`
}

/** Install what package-lock.json names, unless it is there. Needs nothing but Node and npm. */
export function ensureInstalled(wanted = ['.bin/esbuild', '.bin/tsc', '.bin/node']) {
  const reason = reasonToInstall(wanted)
  if (!reason) return
  console.error(`Installing the packages (${reason}): npm ci`)
  // Development packages build and test n4a, so NODE_ENV=production in the caller's shell must not leave them out.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (error || status !== 0) {
    console.error(`npm ci failed${error ? `: ${error.message}` : ''}. Is the package registry reachable?`)
    process.exit(status || 1)
  }
}

/** Node of the development dependencies (24), or the one that runs this. */
export function projectNode() {
  const node = join(root, 'node_modules', '.bin', 'node')
  return existsSync(node) ? node : process.execPath
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) ensureInstalled()
