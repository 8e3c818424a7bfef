import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure-installed.mjs'

/*
 * Compiles assembly/kernels.ts to a module that carries its WebAssembly as text, so sources, tests and bundle find it alike.
 * What comes out is kept in the repository; a test compiles again and compares.
 */

export const binaryFile = join(root, 'src', 'core', 'math', 'kernels', 'kernels-binary.ts')

/** The text of the generated module. */
export async function compileKernels() {
  const { default: asc } = await import('assemblyscript/asc')
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--outFile', 'kernels.wasm']
  const written = new Map()
  const { error, stderr } = await asc.main(['kernels.ts', ...options], {
    readFile: name => {
      try {
        return readFileSync(join(root, 'assembly', name), 'utf8')
      } catch {
        return null
      }
    },
    writeFile: (name, contents) => written.set(name, contents),
    listFiles: () => [],
  })
  if (error) throw new Error(`assembly/kernels.ts does not compile: ${error.message}\n${stderr}`)
  const lines = Buffer.from(written.get('kernels.wasm'))
    .toString('base64')
    .match(/.{1,100}/g)
  const text = lines.map(line => `  '${line}',`).join('\n')
  return `// Made by scripts/build-kernels.mjs of assembly/kernels.ts.\nexport const kernelsBinary = [\n${text}\n].join('')\n`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(binaryFile, await compileKernels())
}
