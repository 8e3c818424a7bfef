import { DamagedTable } from '../../errors/index.ts'
import type { Table } from '../table.ts'
import { type NamedArray, tableOfArrays } from './array-table.ts'
import { checkExpansion } from './expansion-limit.ts'
import { isNumpyArray, readNumpyArray } from './numpy-array.ts'
import type { DatasetReader, ReaderOptions } from './reader.ts'
import { isZip, zipArchive } from './zip-archive.ts'

const format = 'NumPy archive'

/** NumPy arrays: one (.npy), or several with names (.npz, plain or compressed). */
export const numpyReader: DatasetReader = {
  id: 'numpy',
  extensions: ['.npy', '.npz'],
  takes: ['key'],
  recognizes: bytes => isNumpyArray(bytes) || (isZip(bytes) && bytes.includes('.npy')),
  read: readNumpy,
}

function readNumpy(bytes: Buffer, options: ReaderOptions = {}): Table {
  if (!isZip(bytes)) return tableOfArrays([readNumpyArray(bytes, 'array')], options, bytes.length)
  const archive = zipArchive(bytes, format)
  const members = archive.names.filter(name => name.endsWith('.npy'))
  if (members.length === 0) throw DamagedTable({ format, reason: 'it holds no array' })
  let unpacked = 0
  const arrays = members.map((member): NamedArray => {
    const content = archive.unpack(member)!
    unpacked += content.length
    checkExpansion(bytes.length, unpacked)
    return readNumpyArray(content, member.slice(0, -'.npy'.length))
  })
  return tableOfArrays(arrays, options, unpacked)
}
