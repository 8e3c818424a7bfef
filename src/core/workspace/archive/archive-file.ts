import { closeSync, fstatSync, readSync } from 'node:fs'
import { DamagedArchive, type N4aError, UnreadableFile } from '../../errors/index.ts'
import { unpackEntry, type ZipEntry, type ZipSource, zipEntries } from '../../zip/index.ts'
import { openRegularSync } from '../files/regular-file.ts'
import { checkSchema } from '../runs/run-manifest.ts'
import { type ArchivedFile, type ArchiveFacts, archiveFormat, factsName, kindOf, sha256 } from './archive-format.ts'

/** An archive that is open: its facts are checked, its files are checked as they are unpacked. */
export interface ArchiveFile {
  readonly facts: ArchiveFacts
  /** Of all files when they are unpacked. */
  readonly bytes: number
  /** @throws DamagedArchive */
  unpack(path: string): Buffer
  /** The error for what is wrong in it. */
  damaged(reason: string): N4aError
  close(): void
}

const mostBytes = 2 ** 31 - 1
/** Records and arrays shrink ten or twentyfold, bombs a thousandfold. */
const mostTimes = 200
const alwaysAllowed = 64 * 2 ** 20
/** Of the list of files: a million of them. */
const mostFacts = 2 ** 28

/** @throws UnreadableFile, DamagedArchive, NewerSchema */
export function openArchive(path: string): ArchiveFile {
  const damaged = (reason: string) => DamagedArchive({ path, reason })
  const file = open(path)
  try {
    const source = fileSource(file, damaged)
    const entries = new Map<string, ZipEntry>()
    const all = zipEntries(source)
    for (const entry of all) {
      if (entries.has(entry.name)) throw damaged(`it holds ${shown(entry.name)} twice`)
      entries.set(entry.name, entry)
    }
    // Entries that share their bytes would unfold to more than each of them alone.
    if (all.reduce((sum, { packed }) => sum + packed, 0) > source.length) throw damaged('its files overlap')
    const first = entries.get(factsName)
    if (!first) throw damaged(`it holds no ${factsName}`)
    if (first.unpacked > mostFacts) throw damaged(`its ${factsName} is larger than any archive needs`)
    const facts = factsOf(unpackEntry(source, first), path, damaged)
    const listed = checkFiles(facts, entries, damaged)
    return {
      facts,
      bytes: facts.files.reduce((sum, { bytes }) => sum + bytes, 0),
      unpack(name) {
        const entry = entries.get(name)
        const known = listed.get(name)
        if (!entry || !known) throw damaged(`it holds no ${shown(name)}`)
        const content = unpackEntry(source, entry)
        if (sha256(content) !== known.sha256) throw damaged(`${name} has another checksum than ${factsName} says`)
        return content
      },
      damaged,
      close: () => closeSync(file),
    }
  } catch (error) {
    closeSync(file)
    throw error
  }
}

function open(path: string): number {
  try {
    return openRegularSync(path)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
    throw UnreadableFile({ path, reason }, { cause: error }).at({ file: path })
  }
}

function fileSource(file: number, damaged: (reason: string) => N4aError): ZipSource {
  const { size } = fstatSync(file)
  return {
    length: size,
    slice(from, length) {
      const end = () => damaged(`it ends after ${size} bytes where more are announced`)
      if (!(from >= 0 && length >= 0 && from + length <= size)) throw end()
      const bytes = Buffer.allocUnsafe(length)
      for (let done = 0; done < length; ) {
        const read = readSync(file, bytes, done, length - done, from + done)
        if (read === 0) throw end()
        done += read
      }
      return bytes
    },
    damaged,
    unsupported: what => damaged(`it is ${what}`),
    admit(packed, unpacked) {
      const most = Math.min(mostBytes, Math.max(alwaysAllowed, packed * mostTimes))
      if (unpacked > most || packed > mostBytes)
        throw damaged(`a file of it claims to unfold from ${packed} to ${unpacked} bytes`)
      return most
    },
  }
}

function factsOf(bytes: Buffer, path: string, damaged: (reason: string) => N4aError): ArchiveFacts {
  let facts: Partial<ArchiveFacts> | null
  try {
    facts = JSON.parse(bytes.toString('utf8')) as Partial<ArchiveFacts> | null
  } catch {
    throw damaged(`its ${factsName} is not JSON`)
  }
  if (facts?.format !== archiveFormat) throw damaged(`its ${factsName} does not say that it is an archive of a run`)
  checkSchema(facts.schema_version, path)
  const { run_id, name, files } = facts
  if (typeof run_id !== 'string' || typeof name !== 'string' || !Array.isArray(files) || !files.every(isArchivedFile)) {
    throw damaged(`its ${factsName} lacks what it should say`)
  }
  return facts as ArchiveFacts
}

const isArchivedFile = (file: Partial<ArchivedFile> | null): file is ArchivedFile =>
  typeof file?.path === 'string' && Number.isSafeInteger(file.bytes) && /^[0-9a-f]{64}$/.test(String(file.sha256))

/** What is listed is there, what is there is listed, and nothing is called as no file of an archive is. */
function checkFiles(
  { files }: ArchiveFacts,
  entries: ReadonlyMap<string, ZipEntry>,
  damaged: (reason: string) => N4aError,
): ReadonlyMap<string, ArchivedFile> {
  const listed = new Map(files.map(file => [file.path, file]))
  const lowered = new Set([...listed.keys()].map(path => path.toLowerCase()))
  if (listed.size < files.length || lowered.size < files.length) throw damaged('it lists files of the same name')
  for (const name of entries.keys()) {
    if (name !== factsName && !kindOf(name)) throw damaged(`it holds ${shown(name)}, which is no file of an archive`)
    if (name !== factsName && !listed.has(name))
      throw damaged(`it holds ${shown(name)}, which ${factsName} does not list`)
  }
  for (const { path, bytes } of files) {
    const entry = entries.get(path)
    if (!entry) throw damaged(`${shown(path)} is missing`)
    if (entry.unpacked !== bytes) throw damaged(`${path} has ${entry.unpacked} bytes where ${factsName} says ${bytes}`)
  }
  return listed
}

const shown = (name: string) => JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)
