import { open } from 'node:fs/promises'
import { DamagedFile } from '../../errors/index.ts'
import type { ArraySlice } from '../../records/index.ts'
import { safeName } from '../files/safe-name.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { NPY_HEADER } from './npy.ts'

/** @throws DamagedFile when the pack does not hold what the slice points to */
export async function readArray(layout: Layout, { array_id, offset, length }: ArraySlice): Promise<Float64Array> {
  const values = new Float64Array(length)
  if (length === 0) return values
  const path = layout.array(array_id)
  if (array_id !== safeName(array_id)) throw DamagedFile({ path: layout.arrays, reason: `no pack can be called so` })
  const bytes = new Uint8Array(values.buffer)
  try {
    const file = await open(path, 'r')
    try {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, NPY_HEADER + offset * 8)
      if (bytesRead < bytes.length)
        throw DamagedFile({ path, reason: `elements ${offset} to ${offset + length} are not all in it` })
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isMissing(error)) throw DamagedFile({ path, reason: 'it is missing, but predictions point into it' })
    throw error
  }
  return values
}
