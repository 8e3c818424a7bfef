import { constants, copyFile, type FileHandle, open, rm } from 'node:fs/promises'
import { moveIntoPlace, temporaryPath } from '../files/atomic-file.ts'
import { assertHeld, type Lock, lockLost } from '../files/lock.ts'
import type { Store } from '../layout.ts'
import { type Footer, readFooter } from '../parquet/footer.ts'

/**
 * Put a new version in the place of a Parquet file: `write` fills a private file, which begins as a copy of the old one
 * where `copy` says so. Before the rename the lock and the generation are looked at once more, because a process that was
 * stopped may wake up here after another took its lock over.
 */
export async function commitTable(
  store: Store,
  lock: Lock,
  path: string,
  base: { readonly footer: Footer | null; readonly copy: boolean },
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const temporary = temporaryPath(path)
  try {
    if (base.footer && base.copy) await copyFile(path, temporary, constants.COPYFILE_FICLONE)
    store.onStep('checkpoint:copied')
    const file = await open(temporary, base.footer && base.copy ? 'r+' : 'wx')
    try {
      await write(file)
    } finally {
      await file.close()
    }
    store.onStep('checkpoint:before_rename')
    assertHeld(lock, path)
    const now = await readFooter(path)
    if ((now?.generation ?? 0) !== (base.footer?.generation ?? 0)) throw lockLost(path)
    await moveIntoPlace(temporary, path)
    store.onStep('checkpoint:after_rename')
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
