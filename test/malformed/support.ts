import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { type BadRequest, soundRun, soundTable, soundTemplate } from './requests.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A new folder with the sound files, and what is wrong in their place. */
export function folderOf({ files = {}, make }: BadRequest): string {
  const folder = mkdtempSync(join(tmpdir(), 'n4a-malformed-'))
  folders.push(folder)
  const all = { 'table.csv': soundTable, 'template.yaml': soundTemplate, 'run.yaml': soundRun, ...files }
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  make?.(folder)
  return folder
}
