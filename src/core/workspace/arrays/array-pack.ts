import { type FileHandle, open } from 'node:fs/promises'
import { RemovedMeanwhile } from '../../errors/index.ts'
import type { ArraySlice } from '../../records/index.ts'
import { syncDirectory } from '../files/atomic-file.ts'
import type { Layout } from '../layout.ts'
import { NPY_HEADER, npyHeader } from './npy.ts'
import { packId } from './pack-id.ts'

/** Elements after which a new pack begins. */
const ROTATION = (64 * 1024 * 1024) / 8

/** An append-only npy file that one writer fills; predictions point into it. */
interface Pack {
  readonly array_id: string
  length: number
  readonly pending: Float64Array[]
  file: FileHandle | undefined
  /** Elements that stand in the file. */
  written: number
}

export interface ArrayPacks {
  /** Buffered until `flush`. The same array object is stored once. */
  add(values: Float64Array): ArraySlice
  /** Durable when it resolves. */
  flush(): Promise<void>
  /** The npy headers get their length. */
  close(): Promise<void>
}

export function openArrayPacks(layout: Layout, base: string): ArrayPacks {
  const stored = new WeakMap<Float64Array, ArraySlice>()
  const filling: Pack[] = []
  let count = 0
  let current: Pack | undefined

  const start = (): Pack => {
    count += 1
    const pack: Pack = {
      array_id: packId(base, count),
      length: 0,
      pending: [],
      file: undefined,
      written: 0,
    }
    filling.push(pack)
    return pack
  }

  const seal = async (pack: Pack): Promise<void> => {
    await pack.file?.write(npyHeader(pack.length), 0, NPY_HEADER, 0)
    await pack.file?.datasync()
    await pack.file?.close()
  }

  return {
    add(values) {
      const known = stored.get(values)
      if (known) return known
      if (current === undefined || current.length >= ROTATION) current = start()
      const slice = { array_id: current.array_id, offset: current.length, length: values.length }
      current.pending.push(values)
      current.length += values.length
      stored.set(values, slice)
      return slice
    },

    async flush() {
      for (const pack of filling.filter(({ pending }) => pending.length > 0)) {
        const created = pack.file === undefined
        pack.file ??= await create(layout, pack.array_id)
        await append(pack)
        await pack.file.datasync()
        if (created) await syncDirectory(layout.arrays)
        // Who removes a folder does not stop what is written to a file of it.
        if ((await pack.file.stat()).nlink === 0) throw RemovedMeanwhile({ path: layout.array(pack.array_id) })
      }
      for (const pack of filling.filter(pack => pack !== current)) {
        filling.splice(filling.indexOf(pack), 1)
        await seal(pack)
      }
    },

    async close() {
      await this.flush()
      for (const pack of filling.splice(0)) await seal(pack)
      current = undefined
    },
  }
}

async function create(layout: Layout, id: string): Promise<FileHandle> {
  const file = await open(layout.array(id), 'wx')
  await file.write(npyHeader(0))
  return file
}

async function append(pack: Pack): Promise<void> {
  const pending = [...pack.pending]
  const total = pending.reduce((sum, values) => sum + values.length, 0)
  const joined = new Float64Array(total)
  let at = 0
  for (const values of pending) {
    joined.set(values, at)
    at += values.length
  }
  const bytes = new Uint8Array(joined.buffer)
  let done = 0
  // Positions are given: after a failed write the next begins where this one should have.
  while (done < bytes.length) {
    const position = NPY_HEADER + pack.written * 8 + done
    const { bytesWritten } = await pack.file!.write(bytes, done, bytes.length - done, position)
    done += bytesWritten
  }
  pack.written += total
  // Only now: what a failed write left out is written by the next flush.
  pack.pending.splice(0, pending.length)
}
