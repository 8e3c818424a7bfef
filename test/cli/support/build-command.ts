import { spawnSync } from 'node:child_process'
import { rootPath } from '../../support/shared.ts'

/** Tests that start the built command must not meet one of older sources. Quick where nothing has changed. */
export default function setup() {
  const script = `import { buildCommand } from ${JSON.stringify(rootPath('scripts', 'build.mjs'))}; await buildCommand()`
  spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 2, 2] })
}
