import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DamagedFile, UnknownLibraryTemplate, WrongLibraryName } from '../../errors/index.ts'
import {
  type LibraryScope,
  type LibraryTemplateRecord,
  type LibraryText,
  type LibraryVersion,
  type SavedTemplate,
  schemaVersion,
} from '../../records/index.ts'
import { sweepTemporaries, syncDirectory, temporaryPath, writeFileAtomic } from '../files/atomic-file.ts'
import { assertHeld, type Lock, locked } from '../files/lock.ts'
import { makeFolder } from '../files/make-folder.ts'
import { safeName } from '../files/safe-name.ts'
import { isMissing, reading, writing } from '../files/storage-failure.ts'
import { type LibraryFacts, readFacts, recordOf, writeFacts } from './library-facts.ts'

export interface NewTemplate {
  readonly name: string
  /** Kept byte for byte. */
  readonly text: string
  readonly format: 'yaml' | 'json'
  readonly author: string
  /** Added to those it has. */
  readonly tags: readonly string[]
}

/** A folder of templates: a folder each, with a file for each version and one of facts. Readers take no locks. */
export interface TemplateLibrary {
  readonly folder: string
  readonly scope: LibraryScope
  /** By name. */
  list(): Promise<readonly LibraryTemplateRecord[]>
  /** Null where there is none of that name. @throws WrongLibraryName, DamagedFile */
  find(name: string): Promise<LibraryTemplateRecord | null>
  /** Default: the newest version. @throws UnknownLibraryTemplate; DamagedFile where the text is not what was saved */
  read(name: string, version?: number): Promise<LibraryText>
  /** A new version, unless the newest has this very text. @throws WrongLibraryName */
  save(template: NewTemplate): Promise<SavedTemplate>
  /** @throws UnknownLibraryTemplate */
  tag(name: string, add: readonly string[], remove: readonly string[]): Promise<LibraryTemplateRecord>
  /** One version, or the template with all of them. Numbers of versions are not given again while any is left. */
  remove(name: string, version?: number): Promise<void>
}

/** Cheap: nothing is created or read. */
export function openTemplateLibrary(folder: string, scope: LibraryScope): TemplateLibrary {
  const folderOf = (name: string): string => join(folder, checkedName(name))
  const factsOf = (name: string) => readFacts(folderOf(name), name)

  const known = (): readonly string[] => {
    try {
      // Whatever else was put there is not ours.
      return readdirSync(folder, { withFileTypes: true })
        .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name === safeName(entry.name))
        .map(entry => entry.name)
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }

  const wanted = async (name: string): Promise<LibraryFacts> => {
    const facts = await factsOf(name)
    if (facts && facts.versions.length > 0) return facts
    throw UnknownLibraryTemplate({ name, known: known() })
  }

  const versionOf = ({ name, versions }: LibraryFacts, version = versions.at(-1)!.version): LibraryVersion => {
    const found = versions.find(one => one.version === version)
    if (found) return found
    throw UnknownLibraryTemplate({ name: `${name}@${version}`, known: versions.map(one => `${name}@${one.version}`) })
  }

  /** Under the lock of one template; the folder of the library is made where it is missing. */
  const changing = <T>(name: string, change: (commit: () => void) => Promise<T>): Promise<T> =>
    writing(folder, async () => {
      const path = folderOf(name)
      makeFolders(folder)
      const work = (lock: Lock) => change(() => assertHeld(lock, path))
      return locked(join(folder, `.${name}.lock`), path, work)
    })

  return {
    folder,
    scope,
    list: () =>
      reading(folder, async () => {
        const facts = await Promise.all([...known()].sort().map(factsOf))
        return facts.flatMap(one => (one && recordOf(one, scope)) ?? [])
      }),
    find: name =>
      reading(folder, async () => {
        const facts = await factsOf(name)
        return facts && recordOf(facts, scope)
      }),
    read: (name, wantedVersion) =>
      reading(folder, async () => {
        const facts = await wanted(name)
        const version = versionOf(facts, wantedVersion)
        const path = join(folderOf(name), version.file)
        const text = await readText(path)
        if (sha256(text) !== version.sha256) {
          throw DamagedFile({ path, reason: 'it was changed after it was saved' })
        }
        return { record: recordOf(facts, scope)!, version, id: `library:${name}@${version.version}`, path, text }
      }),
    save: ({ name, text, format, author, tags }) =>
      changing(name, async commit => {
        refuseOtherCase(name, known())
        makeFolder(folderOf(name))
        await sweepTemporaries(folderOf(name))
        const empty: LibraryFacts = { schema_version: schemaVersion, name, tags: [], last_version: 0, versions: [] }
        const before = (await factsOf(name)) ?? empty
        const newest = before.versions.at(-1)
        const saved = newest?.sha256 !== sha256(text)
        const version: LibraryVersion = saved
          ? {
              version: before.last_version + 1,
              parent: newest?.version ?? null,
              created_at: new Date().toISOString(),
              author,
              sha256: sha256(text),
              format,
              file: `v${before.last_version + 1}.${format}`,
            }
          : newest
        const facts: LibraryFacts = {
          ...before,
          tags: [...new Set([...before.tags, ...tags])],
          last_version: Math.max(before.last_version, version.version),
          versions: saved ? [...before.versions, version] : before.versions,
        }
        // The text first: facts never name a file that is not whole.
        if (saved) await writeFileAtomic(join(folderOf(name), version.file), text, commit)
        if (saved || facts.tags.length !== before.tags.length) await writeFacts(folderOf(name), facts, commit)
        return { record: recordOf(facts, scope)!, version, saved }
      }),
    tag: (name, add, remove) =>
      changing(name, async commit => {
        const before = await wanted(name)
        const tags = [...new Set([...before.tags, ...add])].filter(tag => !remove.includes(tag))
        await writeFacts(folderOf(name), { ...before, tags }, commit)
        return recordOf({ ...before, tags }, scope)!
      }),
    remove: (name, version) =>
      changing(name, async commit => {
        const before = await wanted(name)
        const gone = version === undefined ? before.versions : [versionOf(before, version)]
        const versions = before.versions
          .filter(one => !gone.includes(one))
          .map(one => (gone.some(({ version }) => version === one.parent) ? { ...one, parent: null } : one))
        if (versions.length === 0) return removeFolder(folderOf(name), commit)
        await writeFacts(folderOf(name), { ...before, versions }, commit)
        for (const { file } of gone) await rm(join(folderOf(name), file), { force: true })
      }),
  }
}

/** Names become folders, so only those that need no change are taken. @throws WrongLibraryName */
function checkedName(name: string): string {
  if (name !== '' && name === safeName(name)) return name
  throw WrongLibraryName({ name, instead: safeName(name) })
}

/** Two names that differ in case alone are one folder on some file systems. */
function refuseOtherCase(name: string, known: readonly string[]): void {
  const other = known.find(one => one !== name && one.toLowerCase() === name.toLowerCase())
  if (other !== undefined) throw WrongLibraryName({ name, instead: other })
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw isMissing(error) ? DamagedFile({ path, reason: 'it is missing' }, { cause: error }) : error
  }
}

/** It is gone at once or not at all. */
async function removeFolder(path: string, commit: () => void): Promise<void> {
  const away = temporaryPath(path)
  commit()
  await rename(path, away)
  await syncDirectory(dirname(path))
  await rm(away, { recursive: true, force: true })
}

function makeFolders(path: string): void {
  const parent = dirname(path)
  try {
    makeFolder(path)
  } catch (error) {
    if (!isMissing(error) || parent === path) throw error
    makeFolders(parent)
    makeFolder(path)
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
