import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DamagedFile, UnknownView, WrongViewName } from '../../errors/index.ts'
import { type SavedView, viewSubjects } from '../../records/index.ts'
import { sweepTemporaries, syncDirectory, writeFileAtomic } from '../files/atomic-file.ts'
import { fileInside } from '../files/inside.ts'
import { makeFolders } from '../files/make-folder.ts'
import { readText } from '../files/regular-file.ts'
import { safeName } from '../files/safe-name.ts'
import { stateFolder } from '../files/state-folder.ts'
import { isMissing, writing } from '../files/storage-failure.ts'
import type { Omissions } from '../omissions.ts'
import { checkSchema } from '../runs/run-manifest.ts'

/** Saved views, a file each. */
export interface ViewStore {
  /** By name; those that cannot be read are told as omissions. */
  list(): Promise<readonly SavedView[]>
  /** @throws UnknownView, DamagedFile */
  read(name: string): Promise<SavedView>
  /** In the place of one of that name. @throws WrongViewName */
  save(view: SavedView): Promise<void>
  /** @throws UnknownView */
  remove(name: string): Promise<void>
}

/** Ours have a few hundred bytes. */
const MOST_BYTES = 64 * 1024

/** `own` is null where nothing may be put into the workspace: views go to the user's own state then. */
export function openViews(root: string, own: string | null, omissions: Omissions): ViewStore {
  const folder = own ?? stateFolder('views', root)
  const inside = own === null ? folder : root
  const pathOf = (name: string) => join(folder, `${checkedName(name)}.json`)
  const names = () => {
    try {
      return readdirSync(folder)
        .filter(name => name.endsWith('.json') && !name.startsWith('.'))
        .map(name => name.slice(0, -'.json'.length))
        .sort()
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }

  const read = async (name: string): Promise<SavedView> => {
    const path = pathOf(name)
    const file = fileInside(inside, path)
    if (file === null) throw UnknownView({ name, known: names() })
    const text = await readText(file, MOST_BYTES)
    return viewFrom(parsed(path, text), name, path)
  }

  return {
    list: async () => {
      const views: SavedView[] = []
      for (const name of names()) {
        const view = await omissions.past(
          'damaged_view',
          join(folder, `${name}.json`),
          () => read(name),
          () => null,
        )
        if (view) views.push(view)
      }
      return views
    },
    read,
    save: view =>
      writing(root, async () => {
        const path = pathOf(view.name)
        makeFolders(folder)
        await sweepTemporaries(folder)
        await writeFileAtomic(path, `${JSON.stringify(view, null, 2)}\n`)
      }),
    remove: name =>
      writing(root, async () => {
        await read(name).catch(error => {
          // One that is damaged may go as well.
          if (error.code !== 'DamagedFile') throw error
        })
        await rm(pathOf(name))
        await syncDirectory(folder)
      }),
  }
}

/** A name is a file: what is no safe one is refused rather than changed. */
function checkedName(name: string): string {
  if (name === '' || name !== safeName(name)) throw WrongViewName({ name, instead: safeName(name) })
  return name
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw DamagedFile({ path, reason: 'it is not JSON' }, { cause: error })
  }
}

function viewFrom(value: unknown, name: string, path: string): SavedView {
  const damaged = (reason: string) => DamagedFile({ path, reason })
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw damaged('it is not a mapping of fields')
  const view = value as Readonly<Record<string, unknown>>
  checkSchema(view.schema_version, path)
  if (!viewSubjects.some(subject => subject === view.of)) throw damaged(`it is of none of ${viewSubjects.join(', ')}`)
  for (const field of ['where', 'sort', 'run', 'dataset', 'saved_by', 'saved_at']) {
    if (view[field] !== undefined && typeof view[field] !== 'string') throw damaged(`${field} is no text`)
  }
  if (view.limit !== undefined && !(Number.isSafeInteger(view.limit) && Number(view.limit) >= 0))
    throw damaged('limit is no count')
  return { saved_by: 'unknown', saved_at: new Date(0).toISOString(), ...view, name } as SavedView
}
