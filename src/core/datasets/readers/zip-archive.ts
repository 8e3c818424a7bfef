import { UnsupportedTable } from '../../errors/index.ts'
import { unpackEntry, type ZipSource, zipEntries } from '../../zip/index.ts'
import { binaryFile } from './binary-file.ts'
import { checkExpansion, expansionLimit } from './expansion-limit.ts'

/** Files of a zip archive by name, unpacked when asked for. */
export interface ZipArchive {
  readonly names: readonly string[]
  /** undefined where there is none of that name. @throws DamagedTable, TableTooLarge, UnsupportedTable */
  readonly unpack: (name: string) => Buffer | undefined
}

export const isZip = (bytes: Buffer) => bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50

/**
 * The archive as its central directory lists it; stored and deflated entries.
 *
 * @throws DamagedTable
 */
export function zipArchive(bytes: Buffer, format: string): ZipArchive {
  const { length, slice, damaged } = binaryFile(bytes, format)
  const source: ZipSource = {
    length,
    slice,
    damaged,
    unsupported: (what, instead) => UnsupportedTable({ what, instead }),
    admit: (packed, unpacked) => {
      checkExpansion(packed, unpacked)
      return expansionLimit(packed)
    },
  }
  const entries = new Map(zipEntries(source).map(entry => [entry.name, entry]))
  return {
    names: [...entries.keys()],
    unpack: name => {
      const entry = entries.get(name)
      return entry && unpackEntry(source, entry)
    },
  }
}
