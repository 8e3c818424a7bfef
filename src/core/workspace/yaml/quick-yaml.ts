/** What `writeYaml` wrote, and nothing else: undefined for any other YAML, which then needs a real parser. */
export function parseQuickYaml(text: string): unknown {
  if (!text.endsWith('\n')) return undefined
  const lines = text.slice(0, -1).split('\n')
  try {
    if (lines.length === 1 && lines[0] === '{}') return {}
    const reader = { lines, next: 0 }
    const value = readBlock(reader, 0)
    return reader.next === lines.length ? value : undefined
  } catch (error) {
    if (error instanceof NotQuick || error instanceof SyntaxError) return undefined
    throw error
  }
}

class NotQuick extends Error {}

interface Reader {
  readonly lines: string[]
  next: number
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function readBlock(reader: Reader, indent: number): unknown {
  const first = reader.lines[reader.next]
  if (first === undefined || indentOf(first) !== indent) throw new NotQuick()
  return first.startsWith('- ', indent) ? readSequence(reader, indent) : readMapping(reader, indent)
}

function readSequence(reader: Reader, indent: number): unknown[] {
  const items: unknown[] = []
  for (let line = reader.lines[reader.next]; line !== undefined; line = reader.lines[reader.next]) {
    if (indentOf(line) < indent) break
    if (indentOf(line) !== indent || !line.startsWith('- ', indent)) throw new NotQuick()
    const rest = line.slice(indent + 2)
    if (/^(?:- |[A-Za-z_][\w.-]*:|"(?:[^"\\]|\\.)*":)/.test(rest)) {
      reader.lines[reader.next] = `${' '.repeat(indent + 2)}${rest}`
      items.push(readBlock(reader, indent + 2))
    } else {
      reader.next += 1
      items.push(JSON.parse(rest))
    }
  }
  return items
}

function readMapping(reader: Reader, indent: number): Record<string, unknown> {
  const entries = new Map<string, unknown>()
  for (let line = reader.lines[reader.next]; line !== undefined; line = reader.lines[reader.next]) {
    if (indentOf(line) < indent) break
    const found = /^(?:([A-Za-z_][\w.-]*)|("(?:[^"\\]|\\.)*")):(?: (.+))?$/.exec(line.slice(indent))
    if (indentOf(line) !== indent || !found) throw new NotQuick()
    const key = found[1] ?? String(JSON.parse(found[2]!))
    if (entries.has(key)) throw new NotQuick()
    reader.next += 1
    entries.set(key, found[3] === undefined ? readBlock(reader, indent + 2) : JSON.parse(found[3]))
  }
  return Object.fromEntries(entries)
}
