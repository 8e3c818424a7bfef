import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './ensure-installed.mjs'
import { writeNotebookTypes } from './notebook-types.mjs'

/*
 * dist/bin: the command in a few files (quick to start, few reads on a network disk).
 * dist/core, dist/kernel, …: the library with its types, for notebooks.
 * Either is built only where its stamp does not name the very same sources.
 */

const dist = join(root, 'dist')
const configuration = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.mjs',
  'scripts/notebook-types.mjs',
]
const oneDay = 86_400_000

/** Hash of everything the output depends on. */
function sourceHash() {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const file of [...files, ...configuration.map(name => join(root, name))]) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Runs `build` in a folder of its own unless `product` was made from these sources. False where it failed. */
async function unlessBuilt(name, product, build) {
  const stamp = join(dist, `.${name}-built-from`)
  const wanted = sourceHash()
  if (existsSync(join(dist, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true
  console.error(`Building the ${name}`)
  const working = join(dist, `.building-${name}-${process.pid}`)
  mkdirSync(working, { recursive: true })
  try {
    if (!(await build(working))) return false
    writeFileSync(stamp, wanted)
    return true
  } finally {
    rmSync(working, { recursive: true, force: true })
  }
}

/** Ink loads its developer tools only when DEV is set; they are not installed. */
const withoutDeveloperTools = {
  name: 'without-developer-tools',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }))
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }))
  },
}

/** No module of src does anything when it is imported, so a command carries only what it uses. */
const pureSources = {
  name: 'pure-sources',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
      resolveDir.startsWith(join(root, 'src')) ? { path: resolve(resolveDir, path), sideEffects: false } : undefined,
    )
  },
}

/**
 * Modules of Node that most commands never use, and that take long to load (a listing would spend a tenth of its time on them):
 * each of their exports loads the module when it is first looked at.
 */
const lateBuiltins = {
  name: 'late-builtins',
  setup(build) {
    const filter = /^node:(child_process|crypto|zlib|stream\/consumers|worker_threads)$/
    build.onResolve({ filter }, ({ path, namespace }) =>
      namespace === 'late' ? { path, external: true } : { path, namespace: 'late', sideEffects: false },
    )
    build.onLoad({ filter: /.*/, namespace: 'late' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter(name => name !== 'default')
      const late = name => `Object.defineProperty(exports,"${name}",{enumerable:true,get:()=>load().${name}})`
      return { contents: [`let loaded;const load=()=>loaded??=require("${path}")`, ...names.map(late)].join(';') }
    })
  },
}

async function bundle(outdir) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'src/cli/main.ts', out: 'cli' },
      { in: 'src/core/run/workers/worker-entry.ts', out: 'worker' },
    ],
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    jsx: 'automatic',
    outExtension: { '.js': '.mjs' },
    external: ['parquet-wasm', '@duckdb/node-api'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [withoutDeveloperTools, pureSources, lateBuiltins],
    logLevel: 'warning',
  })
}

/**
 * The entry comes last, and parts of older builds stay for a day: a dashboard that is open meanwhile still finds the
 * parts it has not loaded yet.
 */
function publishCommand(fresh) {
  const target = join(dist, 'bin')
  mkdirSync(target, { recursive: true })
  const names = readdirSync(fresh).sort((a, b) => Number(a === 'cli.mjs') - Number(b === 'cli.mjs'))
  for (const name of names) renameSync(join(fresh, name), join(target, name))
  for (const name of readdirSync(target).filter(name => !names.includes(name))) {
    const file = join(target, name)
    if (Date.now() - statSync(file).mtimeMs > oneDay) rmSync(file, { recursive: true, force: true })
  }
}

/** dist/bin. False where it cannot be built; esbuild has said why. */
export function buildCommand() {
  return unlessBuilt('command', 'bin/cli.mjs', async working => {
    try {
      await bundle(working)
    } catch {
      return false
    }
    publishCommand(working)
    return true
  })
}

/** dist/core and the other rooms. False where the types do not fit; the compiler has said why. */
export function buildLibrary() {
  return unlessBuilt('library', 'core/index.js', working => {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', working]
    if (spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0) return false
    writeNotebookTypes(working)
    for (const room of readdirSync(working)) {
      const [target, old] = [join(dist, room), join(working, `${room}.old`)]
      if (existsSync(target)) renameSync(target, old)
      renameSync(join(working, room), target)
    }
    return true
  })
}

export async function buildAll() {
  return (await buildCommand()) && (await buildLibrary())
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled()
  process.exitCode = (await buildAll()) ? 0 : 1
}
