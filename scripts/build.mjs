import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './ensure-installed.mjs'

/*
 * dist/bin: the command in a few files (quick to start, few reads on a network disk).
 * dist/core, dist/kernel, …: the library with its types, for notebooks.
 */

const dist = join(root, 'dist')
const stamp = join(dist, '.built-from')

/** Hash of everything the output depends on. */
function sources() {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  const configuration = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/build.mjs',
  ]
  const hash = createHash('sha256')
  for (const file of [...files, ...configuration.map(name => join(root, name))]) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
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
      resolveDir.startsWith(join(root, 'src')) ? { path: join(resolveDir, path), sideEffects: false } : undefined,
    )
  },
}

async function bundle(outdir) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: [{ in: 'src/cli/main.ts', out: 'cli' }],
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    jsx: 'automatic',
    outExtension: { '.js': '.mjs' },
    external: ['parquet-wasm'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [withoutDeveloperTools, pureSources],
    logLevel: 'warning',
  })
}

/** Whoever runs the command meanwhile sees the old folder or the new one, never half of one. */
function replaceFolder(fresh, target) {
  const old = `${fresh}.old`
  if (existsSync(target)) renameSync(target, old)
  renameSync(fresh, target)
  rmSync(old, { recursive: true, force: true })
}

function compile(outDir) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', outDir]
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0
}

/** Build dist unless it was built from the very same sources. False where the types do not fit. */
export async function buildAll() {
  const wanted = sources()
  if (existsSync(join(dist, 'bin', 'cli.mjs')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return true
  }
  console.error('Building dist')
  const working = join(dist, `.building-${process.pid}`)
  mkdirSync(working, { recursive: true })
  try {
    await bundle(join(working, 'bin'))
    replaceFolder(join(working, 'bin'), join(dist, 'bin'))
    const library = join(working, 'library')
    if (!compile(library)) {
      console.error('The types do not fit (see above), so the library in dist was not replaced.')
      return false
    }
    for (const room of readdirSync(library)) replaceFolder(join(library, room), join(dist, room))
    writeFileSync(stamp, wanted)
    return true
  } finally {
    rmSync(working, { recursive: true, force: true })
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled()
  process.exitCode = (await buildAll()) ? 0 : 1
}
