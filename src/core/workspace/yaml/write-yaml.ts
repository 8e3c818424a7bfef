/*
 * YAML as n4a writes it: block style with every scalar and every short collection as JSON, which is YAML too. So a person
 * can read and edit it, any YAML reader takes it, and `readYaml` needs no library for a file nobody has edited.
 */

const FLOW_WIDTH = 100

/** Words that some YAML version reads as something else than text. */
const reserved = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  // YAML 1.1 takes 1e-7 for text; with a point both versions see the number.
  if (typeof value === 'number' && Number.isFinite(value)) return String(value).replace(/^(-?\d+)e/, '$1.0e')
  return JSON.stringify(value) ?? 'null'
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined)
}

/** One line of JSON. */
export function flowYaml(value: unknown): string {
  if (typeof value !== 'object' || value === null) return scalar(value)
  if (Array.isArray(value)) return `[${value.map(flowYaml).join(', ')}]`
  return `{${entriesOf(value)
    .map(([key, item]) => `${quoted(key)}: ${flowYaml(item)}`)
    .join(', ')}}`
}

function keyOf(key: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(key) && !reserved.test(key) ? key : quoted(key)
}

function staysOnLine(value: object, flow: string): boolean {
  const nested = Object.values(value).some(item => typeof item === 'object' && item !== null && !Array.isArray(item))
  return flow === '[]' || flow === '{}' || (!nested && flow.length <= FLOW_WIDTH)
}

function block(value: object, indent: string): string {
  const lines = Array.isArray(value)
    ? value.map(item => ['-', item] as const)
    : entriesOf(value).map(([key, item]) => [`${keyOf(key)}:`, item] as const)
  return lines
    .map(([head, item]) => {
      const flow = flowYaml(item)
      if (typeof item !== 'object' || item === null || staysOnLine(item, flow)) return `${indent}${head} ${flow}\n`
      const inner = block(item, `${indent}  `)
      return head === '-' ? `${indent}- ${inner.slice(indent.length + 2)}` : `${indent}${head}\n${inner}`
    })
    .join('')
}

/** `record` as a YAML document. Absent fields (undefined) are left out; numbers that are not finite become null. */
export function writeYaml(record: object): string {
  return entriesOf(record).length === 0 ? '{}\n' : block(record, '')
}
