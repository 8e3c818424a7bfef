import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectNode, root } from './ensure-installed.mjs'

/*
 * What the notebook tests need beyond npm: Jupyter and Chromium from apt, tslab in notebooks/, a kernel specification.
 * Every part looks first and does nothing where it is there. Nothing outside this folder changes but apt packages.
 * In CI a missing part is a failure; elsewhere one line says what is not tested.
 */

const notebooks = join(root, 'notebooks')

/** Kernels of this checkout; goes into JUPYTER_PATH. */
export const jupyterPath = join(root, '.cache', 'jupyter')
const kernelFile = name => join(jupyterPath, 'kernels', name, 'kernel.json')

/** The Python that Debian's packages belong to; another one earlier in PATH would not see them. */
export const python = '/usr/bin/python3'

const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

const hasJupyter = () => succeeds(python, ['-c', 'import nbclient, nbconvert, jupyter_client'])

/** Debian names it so; others may have one of the rest. */
export const findChromium = () =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path))

/** How apt-get can be run without a question, or null. */
function aptCommand() {
  if (!existsSync('/usr/bin/apt-get')) return null
  if (process.getuid?.() === 0) return ['apt-get']
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : null
}

function apt(command, args) {
  const [program, ...before] = command
  // Another apt may be at work on the machine: wait for it.
  const { status } = spawnSync(program, [...before, '-o', 'DPkg::Lock::Timeout=900', ...args], {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

/** Say what is missing; in CI that is a failure, because a skipped test looks like a passed one. */
function missing(words) {
  console.error(words)
  if (process.env.CI === 'true') process.exitCode = 1
  return false
}

/** Install `packages` unless `isThere`; true where it is there in the end. */
function installWithApt(purpose, packages, isThere) {
  if (isThere()) return true
  const byHand = `apt-get install --no-install-recommends ${packages.join(' ')}`
  const command = aptCommand()
  if (!command) return missing(`${purpose} left out: it needs root or sudo once for \`${byHand}\`.`)
  console.error(`Installing for ${purpose.toLowerCase()}: ${packages.join(' ')}`)
  const install = () => apt(command, ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  // Package lists are often missing or old in a fresh container; they are fetched only then.
  if (!install() && !(apt(command, ['update', '-qq']) && install())) {
    return missing(`${purpose} left out: \`${byHand}\` failed (see above).`)
  }
  return isThere() || missing(`${purpose} left out: the packages are installed but do not work with ${python}.`)
}

/** Jupyter's client, nbconvert and nbclient for the system's Python. */
export const installJupyter = () =>
  installWithApt(
    'Notebook tests',
    ['jupyter-client', 'jupyter-nbconvert', 'python3-nbclient', 'python3-ipykernel'],
    hasJupyter,
  )

/** The browser that pictures of notebooks are taken with. */
export const installChromium = () =>
  installWithApt('Browser tests', ['chromium', 'fonts-dejavu-core'], () => findChromium() !== undefined)

const modifiedAt = path => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Deno comes as a package for each system, with the program in it. */
function findDeno() {
  const folder = join(notebooks, 'node_modules', '@deno')
  const systems = existsSync(folder) ? readdirSync(folder) : []
  return systems.map(system => join(folder, system, 'deno')).find(path => existsSync(path))
}

/** tslab and Deno are there, of the lock's versions, and `n4a` in notebooks/ is this checkout. */
function hasNotebook() {
  const installed = join(notebooks, 'node_modules', '.package-lock.json')
  const self = join(notebooks, 'node_modules', 'n4a')
  return (
    modifiedAt(installed) >= modifiedAt(join(notebooks, 'package-lock.json')) &&
    existsSync(join(notebooks, 'node_modules', 'tslab', 'bin', 'tslab')) &&
    findDeno() !== undefined &&
    existsSync(self) &&
    lstatSync(self).isSymbolicLink()
  )
}

/** What the notebook test lacks, or undefined. Nothing is installed. */
export function missingForNotebooks() {
  if (!existsSync(join(root, 'dist', 'kernel', 'index.js'))) return 'dist/kernel (`npm run build`)'
  if (!hasNotebook() || !['tslab', 'deno'].every(name => existsSync(kernelFile(name))))
    return 'the TypeScript kernels (`node scripts/setup-tests.mjs`)'
  return hasJupyter() ? undefined : 'Jupyter (`node scripts/setup-tests.mjs`)'
}

/** Kernel specifications by hand: `tslab install` would write into the user's folders. */
function writeKernelSpecifications() {
  const tslab = join(notebooks, 'node_modules', 'tslab', 'bin', 'tslab')
  const programs = {
    tslab: [projectNode(), tslab, 'kernel', '--config-path', '{connection_file}'],
    deno: [findDeno(), 'jupyter', '--kernel', '--conn', '{connection_file}'],
  }
  for (const [name, argv] of Object.entries(programs)) {
    const display_name = name === 'deno' ? 'Deno' : 'TypeScript'
    const specification = `${JSON.stringify({ argv, display_name, language: 'typescript' }, null, 2)}\n`
    const file = kernelFile(name)
    if (existsSync(file) && readFileSync(file, 'utf8') === specification) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, specification)
  }
}

/** tslab (its compiler would replace ours in node_modules/.bin) and Deno in notebooks/, as kernels for Jupyter to find. */
export function installNotebook() {
  if (!hasNotebook()) {
    console.error('Installing the TypeScript kernels for notebooks: npm install in notebooks/')
    // --no-save: dependencies of n4a are part of that lock, and an install must not change files under git.
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
    const { status, error } = spawnSync('npm', args, { cwd: notebooks, stdio: ['ignore', 2, 2] })
    if (error || status !== 0)
      return missing('Notebook tests left out: `npm install` in notebooks/ failed (see above).')
  }
  writeKernelSpecifications()
  return true
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const parts = [installNotebook(), installJupyter(), installChromium()]
  console.log(parts.every(Boolean) ? 'Everything the notebook tests need is there.' : 'Some tests will be left out.')
}
