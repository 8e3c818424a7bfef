import { dirname, resolve } from 'node:path'
import { quote, WrongShape, WrongUsage } from '../errors/index.ts'
import type { DatasetSpec, RunRequest } from '../records/index.ts'
import { checkRequest } from './check-request.ts'
import { libraryReference } from './library.ts'
import { inSource, readSourceFile, type SourceFile } from './source-file.ts'

const usage = 'n4a run run.yaml, or n4a run template.yaml … --dataset data.csv --y COLUMN'

/**
 * One run file, or template files with datasets beside them.
 * @throws MissingFile, UnreadableYaml, WrongShape, UnknownField, WrongUsage
 */
export function readRequest(files: readonly string[], datasets: readonly DatasetSpec[]): RunRequest {
  const [first] = files
  if (first === undefined) throw WrongUsage({ reason: 'No file was given.', usage })
  const table = files.find(file => /\.(csv|tsv|txt|dat)(\.gz)?$/i.test(file))
  if (table !== undefined) {
    throw WrongUsage({ reason: `${quote(table)} is a table of spectra, not a run file or a template.`, usage })
  }
  const sources = files.map(sourceOf)
  for (const source of sources) refuseScalar(source)
  const runFiles = sources.filter(({ value }) => isRunFile(value))
  if (runFiles.length === 0) {
    if (datasets.length === 0) {
      const reason = `${quote(first)} is a template, and there is no dataset to run it on.`
      throw WrongUsage({ reason, usage })
    }
    return {
      templates: sources.map(({ path }) => path),
      datasets: datasets.map(absolute),
      base_directory: process.cwd(),
    }
  }
  if (sources.length > 1) {
    throw WrongUsage({ reason: 'A run file is run by itself: it names its own templates.', usage })
  }
  const source = sources[0]!
  const request = inSource(source, () => checkRequest(source.value))
  return {
    ...request,
    ...(datasets.length > 0 && { datasets: datasets.map(absolute) }),
    base_directory: resolve(dirname(source.path), request.base_directory ?? '.'),
    file: source.path,
  }
}

/** A file of no bytes, or of a word, is neither a run nor a template. @throws WrongShape */
function refuseScalar({ path, value }: SourceFile): void {
  if (typeof value === 'object' && value !== null) return
  const expected = 'an object with `templates` and `datasets`, or a list of steps'
  throw WrongShape({ what: 'A run file or template', expected, received: value ?? null }).at({ file: path })
}

/** What a library holds is a template, and read when it is located. */
function sourceOf(file: string): SourceFile {
  if (libraryReference(file)) return { path: file, text: '', extension: 'yaml', value: [] }
  return readSourceFile(resolve(file))
}

/** Paths on the command line start at the current folder. */
function absolute(spec: DatasetSpec): DatasetSpec {
  return { ...spec, path: resolve(spec.path) }
}

function isRunFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('templates' in value || 'datasets' in value)
}
