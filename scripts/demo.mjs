import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildAll } from './build.mjs'
import { ensureInstalled, projectNode, root } from './ensure-installed.mjs'

/* `npm run demo`: from a fresh clone to a leaderboard, and to the dashboard where there is a terminal. */

ensureInstalled()
if (await buildAll()) {
  const args = [join(root, 'bin', 'n4a.cjs'), 'demo', ...process.argv.slice(2)]
  const command = spawn(projectNode(), args, { stdio: 'inherit' })
  // Ctrl-C reaches the command by itself, which pauses the run; this process only waits for it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => command.kill('SIGTERM'))
  command.on('error', error => {
    console.error(`The command could not be started: ${error.message}`)
    process.exitCode = 1
  })
  command.on('close', code => {
    process.exitCode = code ?? 1
  })
} else {
  process.exitCode = 1
}
