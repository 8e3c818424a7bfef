import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { NPY_HEADER, npyHeader } from './npy.ts'
import { packId } from './pack-id.ts'

/** Give the packs of a writer that was killed the length they have, so that numpy reads them whole too. */
export function sealPacks(layout: Layout, base: string): void {
  for (let number = 1; seal(layout.array(packId(base, number))); number++);
}

/** False where there is no such pack. */
function seal(path: string): boolean {
  let file: number
  try {
    file = openSync(path, 'r+')
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
  try {
    const sealed = npyHeader(Math.max(0, Math.floor((fstatSync(file).size - NPY_HEADER) / 8)))
    const header = Buffer.alloc(NPY_HEADER)
    readSync(file, header, 0, NPY_HEADER, 0)
    if (!header.equals(sealed)) writeSync(file, sealed, 0, NPY_HEADER, 0)
  } finally {
    closeSync(file)
  }
  return true
}
