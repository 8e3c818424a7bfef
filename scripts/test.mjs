import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildAll } from './build.mjs'
import { ensureInstalled, projectNode, root } from './ensure-installed.mjs'

/* `npm test [-- filter…]`: installs and builds what the tests need, runs them, and ends with `N passed, N failed`. */

/** Notebook kernel and browser, which some tests start. Those tests say so and skip where it cannot be installed. */
async function setUp() {
  const script = join(root, 'scripts', 'setup-tests.mjs')
  if (!existsSync(script)) return
  const { installJupyter, installNotebook, installChromium } = await import(pathToFileURL(script).href)
  for (const install of [installJupyter, installNotebook, installChromium]) await install?.()
}

/** @returns {Promise<number>} vitest's exit code */
function runVitest(report, filters) {
  const { NODE_ENV: _, N4A_WORKSPACE: __, N4A_DEBUG: ___, ...env } = process.env
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...filters]
  const path = `${join(root, 'node_modules', '.bin')}:${env.PATH ?? ''}`
  const vitest = spawn(projectNode(), args, { cwd: root, stdio: 'inherit', env: { ...env, PATH: path } })
  return new Promise((resolve, reject) => vitest.on('error', reject).on('close', code => resolve(code ?? 1)))
}

/** @returns {string} such as `412 passed, 0 failed, 3 skipped` */
function totals(report, exitCode) {
  if (!existsSync(report)) return `0 passed, ${exitCode === 0 ? 0 : 1} failed`
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  // A file that cannot even be loaded has no tests that could fail.
  const broken = testResults.filter(file => file.status === 'failed' && !file.assertionResults.some(isFailed)).length
  const skipped = numPendingTests + numTodoTests
  return `${numPassedTests} passed, ${numFailedTests + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

const isFailed = ({ status }) => status === 'failed'

ensureInstalled()
if (await buildAll()) {
  await setUp()
  const folder = mkdtempSync(join(tmpdir(), 'n4a-test-'))
  const report = join(folder, 'report.json')
  const exitCode = await runVitest(report, process.argv.slice(2))
  const summary = totals(report, exitCode)
  rmSync(folder, { recursive: true, force: true })
  // The set-up fails by itself in CI where a part is missing.
  process.exitCode = exitCode || process.exitCode || 0
  console.log(summary)
} else {
  process.exitCode = 1
  console.log('0 passed, 1 failed')
}
