import { readFileSync } from 'node:fs'
import { LineCounter, parse, parseDocument, visit, YAMLParseError } from 'yaml'
import { type ErrorPlace, MissingFile, N4aError, UnreadableYaml } from '../errors/index.ts'

/** A YAML or JSON file as read: its value, its text, and where in the text a field stands. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly extension: 'yaml' | 'json'
  readonly value: unknown
}

/** @throws MissingFile, UnreadableYaml with line and column */
export function readSourceFile(path: string): SourceFile {
  return parseSource(path, readText(path))
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw MissingFile({ path }, { cause: error })
  }
}

export function parseSource(path: string, text: string): SourceFile {
  const json = parseJson(text)
  if (json !== undefined) return { path, text, extension: 'json', value: json }
  try {
    return { path, text, extension: 'yaml', value: parse(text, { schema: 'core', maxAliasCount: 100 }) }
  } catch (error) {
    if (!(error instanceof YAMLParseError))
      throw UnreadableYaml({ reason: String(error) }, { cause: error }).at({ file: path })
    const [start] = error.linePos ?? []
    const place = { file: path, ...(start && { line: start.line, column: start.col }) }
    const reason = error.message.split(' at line ')[0]!.split('\n')[0]!.replace(/[.:]$/, '')
    throw UnreadableYaml({ reason }, { cause: error }).at(place)
  }
}

/** JSON is far quicker to read than YAML, of which it is a part. */
function parseJson(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // YAML may begin with a bracket too; its parser tells what is wrong.
    return undefined
  }
}

/** An error that names a field of the file learns the file, and the line on which the field stands. */
export function atSource(error: unknown, source: SourceFile): unknown {
  if (!(error instanceof N4aError) || error.place.file !== undefined) return error
  const known = error.place.field !== undefined || error.place.text !== undefined
  return error.at({ file: source.path, ...(known && positionOf(source, error.place)) })
}

/** Run `work`; an N4aError that leaves it learns where in `source` its field stands. */
export function inSource<T>(source: SourceFile, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw atSource(error, source)
  }
}

function positionOf(source: SourceFile, { field, text }: ErrorPlace): Pick<ErrorPlace, 'line' | 'column'> {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines, schema: 'core' })
  const keys = [...(field ?? '').matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? name! : Number(index),
  )
  for (let length = keys.length; length >= 0; length--) {
    const node = document.getIn(keys.slice(0, length), true) as
      | { range?: readonly [number, number, number] }
      | undefined
    if (!node?.range) continue
    const start = (text === undefined ? undefined : textAt(length, text, node)) ?? node.range[0]
    const { line, col } = lines.linePos(start)
    return { line, column: col }
  }
  return {}

  /** Below the node; the text of its own name stands beside it. */
  function textAt(length: number, text: string, node: object): number | undefined {
    const parent = keys[length - 1] === text ? document.getIn(keys.slice(0, length - 1), true) : undefined
    return startOfText(typeof parent === 'object' && parent !== null ? parent : node, text)
  }
}

/** Where a scalar or key with this text begins below the node. */
function startOfText(node: object, text: string): number | undefined {
  let found: number | undefined
  visit(node as Parameters<typeof visit>[0], {
    Scalar(_, scalar) {
      if (String(scalar.value) !== text || !scalar.range) return undefined
      found = scalar.range[0]
      return visit.BREAK
    },
  })
  return found
}
