import { quote, WrongArchive } from '../errors/index.ts'
import { zipArchive } from './readers/zip-archive.ts'

/**
 * One file of a zip archive: the one that is named, or the only one that `isWanted`. Nothing is written to the disk.
 *
 * @throws WrongArchive for several tables or none, and paths that lead out of it; what unpacking throws
 */
export function memberOfZip(
  bytes: Buffer,
  wanted: string | undefined,
  isWanted: (name: string) => boolean,
): { readonly name: string; readonly content: Buffer } {
  const { names, unpack } = zipArchive(bytes, 'zip archive')
  const escaping = names.find(name => /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(name))
  if (escaping !== undefined) throw WrongArchive({ reason: `${quote(escaping)} leads out of it`, tables: [] })
  // What macOS adds beside each file is no table.
  const tables = names.filter(name => isWanted(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name))
  const name = wanted ?? onlyTable(tables)
  const content = unpack(name)
  if (content) return { name, content }
  throw WrongArchive({ reason: `it holds no ${quote(name)}`, tables })
}

function onlyTable(tables: readonly string[]): string {
  const [only] = tables
  if (only !== undefined && tables.length === 1) return only
  throw WrongArchive({ reason: only === undefined ? 'it holds no table' : `it holds ${tables.length} tables`, tables })
}
