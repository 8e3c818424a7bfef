import { stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { located } from '../errors/index.ts'
import type { DatasetSpec } from '../records/index.ts'
import { assembleTable } from './conventions/assemble.ts'
import type { ConventionFiles } from './conventions/convention-files.ts'
import { loadSource, summed } from './load-source.ts'
import { type FileOptions, type LoadedTable, loadTable } from './load-table.ts'
import { withoutMissing } from './missing-values.ts'
import { datasetReaders } from './readers/registry.ts'
import { joinReference } from './reference-table.ts'
import type { NewRoles } from './roles.ts'
import type { Table } from './table.ts'

/** Specs with the same key share one table. */
export function tableKey(path: string, spec: DatasetSpec): string {
  const { csv, member, missing, sheet, key, reference, id, y, group, partition } = spec
  const roles = missing === undefined ? [] : [y, group, partition]
  return JSON.stringify([path, csv, member, missing, sheet, key, reference, reference && id, ...roles])
}

/**
 * The table a spec asks for: its file or files, joined with the reference table, after what is done with missing values.
 *
 * @param newRoles of samples to predict, which may lack y
 * @throws the errors of reading, joining and dropping, with the file
 */
export async function openTable(
  path: string,
  spec: DatasetSpec,
  baseDirectory: string,
  convention: ConventionFiles | null,
  newRoles?: (table: Table) => NewRoles,
): Promise<LoadedTable> {
  const { y } = spec
  const loaded = await withReference(path, spec, baseDirectory, convention)
  const targets = typeof y === 'object' ? y : []
  const { y: _, ...rest } = spec
  const first = typeof y === 'object' ? y[0] : y
  const one = { ...rest, ...(first !== undefined && { y: first }) }
  return { ...loaded, table: located({ file: path }, () => withoutMissing(loaded.table, one, targets, newRoles)) }
}

/** Spectra of instruments are matched to a reference table by their names, rows of a table by sample id. */
async function withReference(
  path: string,
  spec: DatasetSpec,
  baseDirectory: string,
  convention: ConventionFiles | null,
): Promise<LoadedTable> {
  const { reference } = spec
  const given = typeof reference === 'string' ? { path: reference } : reference
  const referenceFile = given === undefined ? null : absoluteFrom(baseDirectory, given.path)
  if (!convention && referenceFile !== null && (await holdsNamedSpectra(path))) {
    return loadSource(path, spec, referenceFile)
  }
  const own = convention ? await assembleTable(convention) : await loadTable(path, fileOptions(spec))
  if (!given || referenceFile === null) return own
  const other = await loadTable(referenceFile, { ...(given.csv && { csv: given.csv }), fewestColumns: 1 })
  const files = { file: path, referenceFile }
  const table = located({ file: referenceFile }, () => joinReference(own.table, other.table, given, spec.id, files))
  return summed([own, other], table)
}

/** A folder, or a file of an instrument. */
async function holdsNamedSpectra(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) return true
  const endings = datasetReaders.filter(({ perSpectrum }) => perSpectrum).flatMap(({ extensions }) => extensions)
  return endings.some(ending => path.toLowerCase().endsWith(ending))
}

function fileOptions({ csv, member, sheet, key }: DatasetSpec): FileOptions {
  return {
    ...(csv && { csv }),
    ...(member !== undefined && { member }),
    ...(sheet !== undefined && { sheet }),
    ...(key !== undefined && { key }),
  }
}

const absoluteFrom = (directory: string, path: string) => (isAbsolute(path) ? path : join(directory, path))
