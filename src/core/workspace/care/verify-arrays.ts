import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { ArraySlice, WorkspaceProblem } from '../../records/index.ts'
import { NPY_HEADER, npyHeader } from '../arrays/npy.ts'
import { safeName } from '../files/safe-name.ts'
import type { Layout } from '../layout.ts'

export interface SliceCheck {
  add(slice: ArraySlice): void
  problems(): WorkspaceProblem[]
}

interface Pack {
  /** Bytes; undefined where there is no such pack. */
  size: number | undefined
  readonly begins: boolean
  /** Slices that point outside it. */
  outside: number
  end: number
}

const advice =
  'Restore it from a backup. Scores and summaries do not need it; charts and exports of these predictions do.'

/** Collects the slices that predictions point to, and tells which packs do not hold them. Sizes are looked up once. */
export function sliceCheck(layout: Layout): SliceCheck {
  const packs = new Map<string, Pack>()
  const open = (array_id: string): Pack => {
    const known = packs.get(array_id)
    if (known) return known
    const named = array_id !== '' && array_id === safeName(array_id)
    const size = named ? sizeOf(layout.array(array_id)) : undefined
    const pack = { size, begins: size !== undefined && beginsAsPack(layout.array(array_id)), outside: 0, end: 0 }
    packs.set(array_id, pack)
    return pack
  }
  return {
    add({ array_id, offset, length }) {
      if (length === 0) return
      const pack = open(array_id)
      const end = NPY_HEADER + (offset + length) * 8
      // A pack that is being written has grown since.
      if (pack.size !== undefined && end > pack.size) pack.size = sizeOf(layout.array(array_id))
      if (pack.size !== undefined && end <= pack.size && offset >= 0) return
      pack.outside += 1
      pack.end = Math.max(pack.end, offset + length)
    },
    problems: () =>
      [...packs].flatMap(([array_id, { size, begins, outside, end }]): WorkspaceProblem[] => {
        const path = layout.array(safeName(array_id))
        const problem = (what: string) => [{ kind: 'damaged_arrays' as const, path, what, advice }]
        if (outside > 0 && size === undefined) return problem(`it is missing, but ${outside} arrays should be in it`)
        if (outside > 0)
          return problem(`${outside} arrays, up to element ${end}, are outside it: it holds ${elements(size ?? 0)}`)
        return begins ? [] : problem('it does not begin as an npy file of n4a')
      }),
  }
}

function elements(size: number): number {
  return Math.max(0, Math.floor((size - NPY_HEADER) / 8))
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size
}

/** The bytes before the length are the same in every pack. */
function beginsAsPack(path: string): boolean {
  const expected = npyHeader(0)
  const fixed = expected.indexOf('(')
  const header = Buffer.alloc(fixed)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, fixed, 0)
  } finally {
    closeSync(file)
  }
  return header.equals(expected.subarray(0, fixed))
}
