import { UnknownExportFormat } from '../errors/index.ts'
import { csv } from './csv.ts'
import type { ExportFormat } from './export-format.ts'
import { json } from './json.ts'
import { latex } from './latex.ts'
import { markdown } from './markdown.ts'
import { parquet } from './parquet.ts'

/** Ways to write records into a file. */
export const exportFormats: readonly ExportFormat[] = [csv, json, parquet, markdown, latex]

/** By its name, else by the extension of the file, else CSV. @throws UnknownExportFormat */
export function findExportFormat(name: string | undefined, file: string | undefined): ExportFormat {
  const known = exportFormats.map(format => format.name)
  if (name !== undefined) {
    const found = exportFormats.find(format => format.name === name)
    if (!found) throw UnknownExportFormat({ name, known })
    return found
  }
  if (file === undefined || file === '-') return csv
  const found = exportFormats.find(({ extensions }) =>
    extensions.some(extension => file.toLowerCase().endsWith(extension)),
  )
  if (!found) throw UnknownExportFormat({ name: file.split(/[/\\]/).at(-1)!, known })
  return found
}
