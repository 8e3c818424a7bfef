import { DamagedTable, N4aError, UnsupportedTable } from '../../errors/index.ts'
import type { Table } from '../table.ts'
import { tableOfArrow } from './arrow-columns.ts'
import { expansionLimit } from './expansion-limit.ts'
import { readLz4Frame } from './lz4.ts'
import type { DatasetReader } from './reader.ts'
import { readZstandard } from './zstandard.ts'

const format = 'Arrow file'
const startsWith = (bytes: Buffer, magic: string) => bytes.toString('latin1', 0, magic.length) === magic
const isOldFeather = (bytes: Buffer) => startsWith(bytes, 'FEA1')

/**
 * Arrow IPC files and streams, and Feather version 2, which is an Arrow file; plain, LZ4 or Zstandard.
 *
 * @see Apache Arrow Columnar Format 1.5, "Serialization and Interprocess Communication"
 */
export const arrowReader: DatasetReader = {
  id: 'arrow',
  extensions: ['.arrow', '.feather', '.ipc'],
  recognizes: bytes => startsWith(bytes, 'ARROW1') || isOldFeather(bytes),
  read: readArrow,
}

async function readArrow(bytes: Buffer): Promise<Table> {
  if (isOldFeather(bytes)) {
    throw UnsupportedTable({ what: 'Feather version 1', instead: 'Write it again as version 2, Parquet or CSV.' })
  }
  if (bytes.length < 12) throw DamagedTable({ format, reason: `it has only ${bytes.length} bytes` })
  // Loaded only for such files: it takes a tenth of a second.
  const arrow = await import('apache-arrow')
  let allowed = expansionLimit(bytes.length)
  const counted = (read: (part: Uint8Array, limit: number) => Uint8Array) => (part: Uint8Array) => {
    const content = read(part, allowed)
    allowed -= content.length
    return content
  }
  arrow.compressionRegistry.set(arrow.CompressionType.LZ4_FRAME, { decode: counted(readLz4Frame) })
  arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { decode: counted(readZstandard) })
  try {
    return tableOfArrow(arrow, arrow.tableFromIPC(bytes), format, bytes.length)
  } catch (error) {
    if (error instanceof N4aError) throw error
    throw DamagedTable({ format, reason: 'its columns cannot be unpacked' }, { cause: error })
  }
}
