import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { formatBytes, formatTime, printable, writeNewFile } from '../../core/index.ts'
import type { Desk } from './desk.ts'
import { ask, confirm } from './dialog.ts'
import { attempt } from './triage.ts'

/** Makes the file; `force`: over one that is there. What it holds, in words. */
export type MakeFile = (path: string, force: boolean) => Promise<string>

const absolute = (folder: string, text: string) =>
  resolve(folder, text.startsWith('~/') ? join(homedir(), text.slice(2)) : text)

/** Whole or not at all. @throws OutputNotWritable */
export const writeWhole = (path: string, force: boolean, data: string | Uint8Array) =>
  writeNewFile(path, force, write => write(data))

/** Ask for a file name, and before anything is written over; then make the file, and say where it is. */
export function askFile(desk: Desk, what: string, suggestion: string, make: MakeFile) {
  const work = (path: string, force: boolean) => {
    desk.say(`Writing ${what} …`, 'faint')
    void attempt(desk, async () => `${await make(path, force)}: ${printable(path)}`)
  }
  ask(desk, `Write ${what} to`, suggestion, text => {
    if (text === '') return 'A file name is needed; Esc gives up.'
    const path = absolute(desk.folder, text)
    const found = statSync(path, { throwIfNoEntry: false })
    // What is no file is refused with its reason where it is written.
    if (!found?.isFile()) {
      work(path, false)
      return null
    }
    const facts = `${formatBytes(found.size)}, of ${formatTime(found.mtime.toISOString())}`
    confirm(desk, `Write over 1 file, ${printable(text)} (${facts})?`, () => work(path, true))
    return null
  })
}
