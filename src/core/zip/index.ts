export { unpackEntry, type ZipEntry, zipEntries } from './read-zip.ts'
export { type ZipWriter, zipWriter } from './write-zip.ts'
export type { ZipSource } from './zip-source.ts'
