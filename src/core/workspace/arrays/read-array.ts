import { DamagedFile } from '../../errors/index.ts'
import type { ArraySlice } from '../../records/index.ts'
import { openRegular } from '../files/regular-file.ts'
import { safeName } from '../files/safe-name.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { NPY_HEADER } from './npy.ts'

/** @throws DamagedFile when the pack does not hold what the slice points to */
export async function readArray(layout: Layout, { array_id, offset, length }: ArraySlice): Promise<Float64Array> {
  if (length === 0) return new Float64Array(0)
  const path = layout.array(array_id)
  if (array_id !== safeName(array_id)) throw DamagedFile({ path: layout.arrays, reason: `no pack can be called so` })
  const notHeld = DamagedFile({ path, reason: `elements ${offset} to ${offset + length} are not all in it` })
  try {
    const file = await openRegular(path)
    try {
      // What a row claims is weighed before memory is taken.
      const held = ((await file.stat()).size - NPY_HEADER) / 8
      if (!isWhole(offset) || !isWhole(length) || offset + length > held) throw notHeld
      const values = new Float64Array(length)
      const bytes = new Uint8Array(values.buffer)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, NPY_HEADER + offset * 8)
      if (bytesRead < bytes.length) throw notHeld
      return values
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isMissing(error)) throw DamagedFile({ path, reason: 'it is missing, but predictions point into it' })
    throw error
  }
}

const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0
