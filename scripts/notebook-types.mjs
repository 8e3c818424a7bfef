import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'

/*
 * dist/kernel/notebook.d.ts: the types of n4a/kernel once more, as ambient modules in one file, for tslab.
 *
 * Where a cell waits for something inside what it waits for (`await (await x).y()`), tslab asks TypeScript 5.0.4 to name the type
 * from a file that has no path. A type that stands in a file of ours then ends the cell with "Debug Failure … Paths must either both
 * be absolute or both be relative", because its name would be a way from there to the file. A module that is declared by its name
 * has no way to go. `typesVersions` leads only the resolution of tslab here; newer ones read `exports`.
 */

const names = new Map([
  ['kernel/index', 'n4a/kernel'],
  ['core/index', 'n4a'],
])

/** Every specifier of a declaration file, of an import or of a type: `from './x.ts'`, `import("./x.ts")`. */
const specifiers = /(\bfrom |\bimport\()(['"])(\.[^'"]*)\2/g

/** Write it for the library in `built`. */
export function writeNotebookTypes(built) {
  const modules = new Map()
  const open = [join(built, 'kernel', 'index.d.ts')]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (modules.has(file)) continue
    const text = readFileSync(file, 'utf8').replace(specifiers, (_, before, mark, specifier) => {
      const wanted = join(dirname(file), specifier.replace(/\.[jt]sx?$/, '.d.ts'))
      open.push(wanted)
      return `${before}${mark}${moduleName(built, wanted)}${mark}`
    })
    modules.set(
      file,
      `declare module '${moduleName(built, file)}' {\n${text.replace(/^(export )?declare /gm, '$1')}}\n`,
    )
  }
  writeFileSync(join(built, 'kernel', 'notebook.d.ts'), [...modules.values()].join(''))
}

function moduleName(built, file) {
  const name = relative(built, file)
    .split(sep)
    .join(posix.sep)
    .replace(/\.d\.ts$/, '')
  return names.get(name) ?? `n4a/dist/${name}`
}
