import { homedir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { PresetCycle, UnknownLibraryTemplate } from '../errors/index.ts'
import { missingPresets, type Presets, parseTemplate } from '../pipeline/index.ts'
import type { LibraryScope, LibraryTemplateRecord, LibraryText } from '../records/index.ts'
import { openTemplateLibrary, type TemplateLibrary, type Workspace } from '../workspace/index.ts'
import { inSource, parseSource } from './source-file.ts'

/** `N4A_CONFIG`, or `n4a` in the folder of the user's configurations. */
export function configFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.N4A_CONFIG) return resolve(env.N4A_CONFIG)
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'n4a')
}

/** Who saves. */
export function authorName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return 'unknown'
  }
}

export interface LibraryReference {
  readonly name: string
  readonly version: number | undefined
}

/** `library:pls` or `library:pls@2`; null for anything else. */
export function libraryReference(text: string): LibraryReference | null {
  return text.startsWith('library:') ? nameAndVersion(text.slice('library:'.length)) : null
}

/** `pls` or `pls@2`. */
export function nameAndVersion(text: string): LibraryReference {
  const [, name = text, version] = /^([^@]*)@v?(\d{1,15})$/.exec(text) ?? []
  return { name, version: version === undefined ? undefined : Number(version) }
}

/** The libraries of the workspace and of the user; a name means the workspace's template where both have one. */
export interface Libraries {
  of(scope: LibraryScope): TemplateLibrary
  list(): Promise<readonly LibraryTemplateRecord[]>
  /** The library that has the name; null where none has. */
  holding(name: string): Promise<TemplateLibrary | null>
  /** @throws UnknownLibraryTemplate, WrongLibraryName */
  read(reference: LibraryReference): Promise<LibraryText>
  /** Steps of the templates by these names, for `_preset_` (`path`: within those); names that no library has are left out. @throws PresetCycle */
  presets(names: readonly string[], path?: readonly string[]): Promise<Presets>
}

export function librariesOf(workspace: Workspace): Libraries {
  const user = openTemplateLibrary(join(configFolder(), 'templates'), 'user')
  const both = [workspace.templates, user]

  const list = async () => (await Promise.all(both.map(library => library.list()))).flat()

  const holding = async (name: string) => {
    for (const library of both) if (await library.find(name)) return library
    return null
  }

  const read = async ({ name, version }: LibraryReference) => {
    const library = await holding(name)
    if (library) return library.read(name, version)
    throw UnknownLibraryTemplate({ name, known: (await list()).map(record => record.name) })
  }

  async function presets(names: readonly string[], path: readonly string[] = []): Promise<Presets> {
    const found: [string, unknown][] = []
    for (const name of names) {
      if (path.includes(name)) throw PresetCycle({ path: [...path, name] })
      const reference = nameAndVersion(name)
      // A name that no library can have is told as an unknown preset, where it stands.
      const library = await holding(reference.name).catch(() => null)
      if (library) found.push([name, await presetOf(await library.read(reference.name, reference.version), name, path)])
    }
    return Object.fromEntries(found)
  }

  /** The steps of a library's template; its only one by itself, so that fields can be laid over it. */
  async function presetOf({ path: file, text }: LibraryText, name: string, path: readonly string[]): Promise<unknown> {
    const source = parseSource(file, text)
    const inner = await presets(missingPresets(source.value), [...path, name])
    const { steps } = inSource(source, () => parseTemplate(source.value, inner))
    return steps.length === 1 ? steps[0] : steps
  }

  return {
    of: scope => (scope === 'user' ? user : workspace.templates),
    list,
    holding,
    read,
    presets,
  }
}
