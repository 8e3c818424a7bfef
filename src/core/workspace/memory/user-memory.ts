import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { temporaryPath } from '../files/atomic-file.ts'
import { stateFolder } from '../files/state-folder.ts'

/** What a program remembers for its user between two starts, a JSON file a name. Losing it costs comfort, never records. */
export interface UserMemory {
  /** Where it lies. */
  readonly folder: string
  /** Undefined where nothing is kept, or what is kept cannot be read: whoever asks goes on without. */
  read(name: string): unknown
  /** Readers see the old value or the new. The reason where it cannot be kept, else null. */
  write(name: string, value: unknown): string | null
}

/** In the user's state folder (`XDG_STATE_HOME`), for one workspace. Cheap: nothing is read or made until it is asked. */
export function openUserMemory(workspace: string): UserMemory {
  const folder = stateFolder('desk', resolve(workspace))
  const pathOf = (name: string) => join(folder, `${name}.json`)
  return {
    folder,
    read: name => {
      try {
        return JSON.parse(readFileSync(pathOf(name), 'utf8'))
      } catch {
        // Missing, torn by a power cut, or edited by hand: as good as none.
        return undefined
      }
    },
    write: (name, value) => {
      const temporary = temporaryPath(pathOf(name))
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(temporary, `${JSON.stringify(value)}\n`, { mode: 0o600 })
        renameSync(temporary, pathOf(name))
        return null
      } catch (error) {
        rmSync(temporary, { force: true })
        return error instanceof Error ? error.message : String(error)
      }
    },
  }
}
