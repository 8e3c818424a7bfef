import { parseDocument } from 'yaml'
import { UnreadableYaml } from '../errors/index.ts'

/** Aliases of an anchor that a file may use: with more of them a few lines grow to more than memory holds. */
const mostAliases = 100
/** Lists and objects in each other. What walks through values goes down the stack. */
const deepest = 500

interface ParsedText {
  readonly value: unknown
  readonly isJson: boolean
}

/**
 * The value of a text in YAML or JSON; a file called .json holds JSON.
 *
 * @throws UnreadableYaml with file, line and column; also for tags that name types, and for what is nested without end
 */
export function parseText(text: string, path: string): ParsedText {
  const zero = text.indexOf('\0')
  if (zero >= 0) throw UnreadableYaml({ reason: 'it holds a zero byte' }).at({ file: path, ...placeAt(text, zero) })
  const mustBeJson = path.toLowerCase().endsWith('.json') && text.trim() !== ''
  const json = mustBeJson || /^\s*[[{"]/.test(text) ? parseJson(text) : null
  if (json === null || json instanceof SyntaxError) {
    // YAML may begin with a bracket too, and its parser tells what is wrong with a line and a column.
    const value = parseYaml(text, path)
    if (!mustBeJson) return { value, isJson: false }
    const reason = (json as SyntaxError).message.split(' in JSON')[0]!
    throw UnreadableYaml({ reason: `as JSON, ${reason}` }, { cause: json as SyntaxError }).at({
      file: path,
      ...placeOfJsonError(text, json as SyntaxError),
    })
  }
  refuseDeep(json.value, path)
  return { value: json.value, isJson: true }
}

function parseJson(text: string): { readonly value: unknown } | SyntaxError {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return error
    throw error
  }
}

function parseYaml(text: string, path: string): unknown {
  const unreadable = (reason: string, cause: unknown) => UnreadableYaml({ reason }, { cause }).at({ file: path })
  let value: unknown
  try {
    const document = parseDocument(text, { schema: 'core' })
    // What is not understood, such as a tag of Python, is not passed over.
    const [wrong] = [...document.errors, ...document.warnings]
    if (wrong) {
      const [start] = wrong.linePos ?? []
      const reason = wrong.message.split(' at line ')[0]!.split('\n')[0]!.replace(/[.:]$/, '')
      const deep = reason.includes('call stack')
      throw unreadable(deep ? tooDeep : reason, wrong).at(start ? { line: start.line, column: start.col } : {})
    }
    value = document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(tooDeep, error)
    if (error instanceof ReferenceError) throw unreadable(error.message, error)
    throw error
  }
  refuseDeep(value, path)
  return value
}

const tooDeep = `its lists and objects are nested more than ${deepest} deep`

/** Without recursion. An anchor that holds itself is deeper than anything. */
function refuseDeep(whole: unknown, path: string): void {
  const depths = new Map<object, number>()
  const waiting: [value: unknown, depth: number][] = [[whole, 0]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, depth] = next
    if (typeof value !== 'object' || value === null || (depths.get(value) ?? -1) >= depth) continue
    if (depth > deepest) throw UnreadableYaml({ reason: tooDeep }).at({ file: path })
    depths.set(value, depth)
    for (const item of Object.values(value)) waiting.push([item, depth + 1])
  }
}

function placeAt(text: string, position: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

/** The engine tells the place in its message. */
function placeOfJsonError(text: string, { message }: SyntaxError) {
  const position = /at position (\d+)/.exec(message)?.[1]
  return position === undefined ? placeAt(text, text.trimEnd().length) : placeAt(text, Number(position))
}
