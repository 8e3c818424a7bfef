import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EmptyTable, N4aError, SpectraDiffer } from '../errors/index.ts'
import { contentHash } from './file-hash.ts'
import { joinReference } from './join-reference.ts'
import { type LoadedTable, loadTable, stemOf } from './load-table.ts'
import { tableOfCells } from './readers/cells-table.ts'
import type { ReaderOptions } from './readers/reader.ts'
import { datasetReaders } from './readers/registry.ts'
import { columnNumbers, type Table } from './table.ts'

/**
 * The table of a dataset: of a file, or of a folder with a file for each spectrum. With a reference table, its columns stand
 * beside the spectra, matched by name.
 *
 * @throws what loadTable throws; SpectraDiffer, MissingReference, RepeatedReference
 */
export async function loadSource(
  path: string,
  options: ReaderOptions & { readonly id?: string },
  referencePath: string | null,
): Promise<LoadedTable> {
  if (referencePath === null) return loadTable(path, options)
  const isFolder = await stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
  const spectra = isFolder ? await loadSpectraFolder(path) : await loadTable(path, options)
  const reference = await loadTable(referencePath)
  try {
    return summed([spectra, reference], joinReference(spectra.table, reference.table, options.id))
  } catch (error) {
    throw error instanceof N4aError ? error.at({ file: referencePath }) : error
  }
}

/** Every instrument file of a folder, in the order of their names; `sample` is the name of a file without its ending. */
export async function loadSpectraFolder(path: string): Promise<LoadedTable> {
  const endings = datasetReaders.filter(({ perSpectrum }) => perSpectrum).flatMap(({ extensions }) => extensions)
  const names = (await readdir(path)).sort()
  // OPUS numbers the measurements of a sample in the ending, beyond 9 as well.
  const files = names.filter(name => endings.some(ending => name.toLowerCase().endsWith(ending)) || /\.\d+$/.test(name))
  if (files.length === 0) throw EmptyTable({ what: 'no file with a spectrum' }).at({ file: path })
  const loaded: LoadedTable[] = []
  for (const file of files) loaded.push(await loadTable(join(path, file)))
  const [first] = loaded
  loaded.forEach(({ table }, i) => {
    const reason = differenceOf(first!.table, table)
    if (reason) throw SpectraDiffer({ sample: files[i]!, first: files[0]!, reason }).at({ file: join(path, files[i]!) })
  })
  const tables = loaded.map(({ table }) => table)
  const [, ...axis] = first!.table.columns
  const notes = new Set(tables.flatMap(table => table.notes))
  const others = names.length - files.length
  const table = tableOfCells({
    columns: [
      { name: 'file', cells: tables.flatMap(({ rows }, i) => Array.from({ length: rows }, () => files[i]!)) },
      { name: 'sample', cells: tables.flatMap((one, i) => samplesOf(one, stemOf(files[i]!))) },
      ...axis.map((name, j) => ({ name, cells: tables.flatMap(one => Array.from(columnNumbers(one, j + 1))) })),
    ],
    rows: tables.reduce((total, { rows }) => total + rows, 0),
    notes: [
      `Files with spectra: ${files.length}.`,
      ...notes,
      ...(others > 0 ? [`Files of the folder that hold no spectra, passed over: ${others}.`] : []),
    ],
  })
  return summed(loaded, table)
}

/** A file of one spectrum is the sample; in a file of several each has a name. */
function samplesOf({ rows, text }: Table, stem: string): string[] {
  return rows === 1 ? [stem] : Array.from({ length: rows }, (_, row) => text(row, 0))
}

function differenceOf({ columns: first }: Table, { columns }: Table): string | undefined {
  if (columns.length !== first.length) return `${columns.length - 1} points and ${first.length - 1} points`
  const other = columns.findIndex((name, j) => name !== first[j])
  return other < 0 ? undefined : `${columns[other]} where the first has ${first[other]}`
}

/** Of several files: a change of any changes the hashes. */
export function summed(loaded: readonly LoadedTable[], table: Table): LoadedTable {
  const hashOf = (hashes: readonly string[]) => contentHash(Buffer.from(hashes.join('\n')))
  return {
    table,
    hash: hashOf(loaded.map(({ hash }) => hash)),
    quick_hash: hashOf(loaded.map(({ quick_hash }) => quick_hash)),
    file_size: loaded.reduce((total, { file_size }) => total + file_size, 0),
    files: loaded.flatMap(({ files }) => files),
  }
}
