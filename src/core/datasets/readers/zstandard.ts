import * as zlib from 'node:zlib'
import { DamagedTable, UnsupportedTable } from '../../errors/index.ts'

/** Node has it from 22.15 on, and 22.13 may still run n4a. */
const decompress = (
  zlib as { zstdDecompressSync?: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array }
).zstdDecompressSync

/** The content of Zstandard frames, at most `limit` bytes. @throws DamagedTable; UnsupportedTable with an older Node */
export function readZstandard(bytes: Uint8Array, limit: number): Uint8Array {
  if (!decompress) {
    const instead = 'Use Node 22.15 or newer, or write the file with LZ4 or without compression.'
    throw UnsupportedTable({ what: 'Zstandard compression', instead })
  }
  try {
    return decompress(bytes, { maxOutputLength: Math.max(1, limit) })
  } catch (error) {
    throw DamagedTable({ format: 'Zstandard frame', reason: 'it does not unpack' }, { cause: error })
  }
}
