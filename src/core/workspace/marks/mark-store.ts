import { randomUUID } from 'node:crypto'
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DamagedFile } from '../../errors/index.ts'
import {
  type MarkChange,
  type MarkEntry,
  type MarkEvent,
  type MarkSubject,
  schemaVersion,
} from '../../records/index.ts'
import { syncDirectory } from '../files/atomic-file.ts'
import { fileInside } from '../files/inside.ts'
import { locked } from '../files/lock.ts'
import { makeFolders } from '../files/make-folder.ts'
import { safeName } from '../files/safe-name.ts'
import { stateFolder } from '../files/state-folder.ts'
import { isMissing, writing } from '../files/storage-failure.ts'
import { hostTag } from '../files/this-process.ts'
import type { Omissions } from '../omissions.ts'
import { decodeLines, encodeLine } from '../segments/segment-format.ts'
import { eventsOf } from './fold-marks.ts'
import { isMarkEntry } from './mark-entry.ts'

export type NewMark =
  | {
      readonly type: 'mark'
      readonly subject: MarkSubject
      readonly subject_ids: readonly string[]
      readonly change: MarkChange
    }
  | { readonly type: 'undo'; readonly of: string }

/**
 * Journals of marks: one a person and machine, so that no two machines write to one file. Entries are only ever appended, and
 * reading is putting all journals together; so copying another workspace's journals into the folder merges them.
 */
export interface MarkStore {
  /** In order. A journal that is damaged gives what stands before the damage, and is noted as an omission. */
  events(): Promise<readonly MarkEvent[]>
  /** Another text once something was marked by anybody; looks at the journals and reads none. */
  stamp(): string
  /** Durable when it resolves. Goes to the user's own state where the workspace cannot be written. */
  add(who: string, mark: NewMark): Promise<MarkEntry>
}

/** Cheap: nothing is read or created. `folder` is null where nothing may be put into the workspace. */
export function openMarks(root: string, folder: string | null, omissions: Omissions): MarkStore {
  const folders = () => [...(folder === null ? [] : [folder]), stateFolder('marks', root)]

  const entries = async (): Promise<readonly MarkEntry[]> => {
    const found: MarkEntry[] = []
    for (const from of folders()) {
      for (const path of journals(from)) {
        found.push(...(await readJournal(from === folder ? root : from, path, omissions)))
      }
    }
    return found
  }

  return {
    events: async () => eventsOf(await entries()),
    stamp: () =>
      folders()
        .flatMap(journals)
        .map(path => {
          const found = statSync(path, { throwIfNoEntry: false })
          return `${path} ${found?.size} ${found?.mtimeMs}`
        })
        .join('\n'),
    add: async (who, mark) => {
      const to = folder !== null && canWrite(folder) ? folder : stateFolder('marks', root)
      return writing(root, async () => {
        makeFolders(to)
        const path = join(to, `${safeName(who)}-${hostTag()}.jsonl`)
        return locked(`${path}.lock`, path, async () => {
          const last = (await entries()).reduce((most, { order }) => Math.max(most, order), 0)
          const entry: MarkEntry = {
            ...mark,
            schema_version: schemaVersion,
            id: randomUUID(),
            order: last + 1,
            who,
            at: new Date().toISOString(),
          }
          await append(path, encodeLine(entry))
          return entry
        })
      })
    },
  }
}

function journals(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.jsonl') && !name.startsWith('.'))
      .sort()
      .map(name => join(folder, name))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function readJournal(root: string, path: string, omissions: Omissions): Promise<readonly MarkEntry[]> {
  const found: MarkEntry[] = []
  try {
    const file = fileInside(root, path)
    if (file === null) return []
    const { lines, damaged } = decodeLines<unknown>(await readFile(file), 0)
    const wrong = lines.find(({ line }) => !isMarkEntry(line))
    for (const { line } of lines) if (isMarkEntry(line)) found.push(line)
    const at = wrong?.start ?? lines.at(-1)?.end ?? 0
    if (wrong || damaged) throw DamagedFile({ path, reason: `the line at byte ${at} is no whole mark` })
    omissions.forget(path)
  } catch (error) {
    omissions.note('damaged_marks', path, error)
  }
  return found
}

/** What a killed process left half written, and so never announced, is cut off first. */
async function append(path: string, line: Buffer): Promise<void> {
  const file = await open(path, 'a+')
  try {
    const { size } = await file.stat()
    const bytes = await readFile(path)
    const whole = bytes.lastIndexOf(10) + 1
    if (whole < size) await file.truncate(whole)
    await file.appendFile(line)
    await file.sync()
  } finally {
    await file.close()
  }
  await syncDirectory(dirname(path))
}

/** Whether it, or where it would be made, can be written. */
function canWrite(folder: string): boolean {
  for (const path of [folder, dirname(folder)]) {
    try {
      accessSync(path, constants.W_OK)
      return true
    } catch (error) {
      if (!isMissing(error)) return false
    }
  }
  return false
}
