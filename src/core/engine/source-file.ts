import { parseText, positionIn, readTextFile } from '../datasets/index.ts'
import { N4aError } from '../errors/index.ts'

/** A YAML or JSON file as read: its value, its text, and where in the text a field stands. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly extension: 'yaml' | 'json'
  readonly value: unknown
}

/** @throws MissingFile, UnreadableFile, UnreadableYaml with line and column */
export function readSourceFile(path: string): SourceFile {
  return parseSource(path, readTextFile(path))
}

export function parseSource(path: string, text: string): SourceFile {
  // JSON is far quicker to read than YAML, of which it is a part.
  const { value, isJson } = parseText(text, path)
  return { path, text, extension: isJson ? 'json' : 'yaml', value }
}

/** An error that names a field of the file learns the file, and the line on which the field stands. */
export function atSource(error: unknown, source: SourceFile): unknown {
  if (!(error instanceof N4aError) || error.place.file !== undefined) return error
  const known = error.place.field !== undefined || error.place.text !== undefined
  return error.at({ file: source.path, ...(known && positionIn(source.text, error.place)) })
}

/** Run `work`; an N4aError that leaves it learns where in `source` its field stands. */
export function inSource<T>(source: SourceFile, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw atSource(error, source)
  }
}
