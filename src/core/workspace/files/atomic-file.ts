import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isMissing } from './storage-failure.ts'
import { hostTag, pidIsGone } from './this-process.ts'

let count = 0

/** A name beside `path` that no other process uses; hidden, so that no listing shows it. */
export function temporaryPath(path: string): string {
  count += 1
  return join(dirname(path), `.${basename(path)}.${hostTag()}-${process.pid}-${count}.tmp`)
}

/** Makes names in a folder durable: a rename or a new file survives a power cut only after this. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function writeDurably(path: string, data: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'w')
  try {
    await handle.writeFile(data)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Put a complete temporary file in the place of `path`, durably; `check` may still refuse. */
export async function moveIntoPlace(
  temporary: string,
  path: string,
  check?: () => void | Promise<void>,
): Promise<void> {
  await check?.()
  await rename(temporary, path)
  await syncDirectory(dirname(path))
}

/** Readers see the old content or the new, whatever happens. */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  check?: () => void | Promise<void>,
): Promise<void> {
  const temporary = temporaryPath(path)
  try {
    await writeDurably(temporary, data)
    await moveIntoPlace(temporary, path, check)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const DAY = 24 * 3600 * 1000

/** Remove what killed processes left half written in a folder. */
export async function sweepTemporaries(directory: string): Promise<void> {
  const names = await readdir(directory).catch(error => {
    if (isMissing(error)) return []
    throw error
  })
  for (const name of names) {
    const found = /^\..+\.([0-9a-f]{6})-(\d+)-\d+\.tmp$/.exec(name)
    if (!found) continue
    const path = join(directory, name)
    const gone =
      found[1] === hostTag()
        ? pidIsGone(Number(found[2]))
        : await stat(path).then(
            ({ mtimeMs }) => Date.now() - mtimeMs > DAY,
            () => false,
          )
    if (gone) await rm(path, { recursive: true, force: true })
  }
}
