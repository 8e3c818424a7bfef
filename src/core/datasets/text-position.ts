import { LineCounter, parseDocument, visit } from 'yaml'
import type { ErrorPlace } from '../errors/index.ts'

/** Where a field stands in a text of YAML or JSON, parsed for positions only when there is something to report. */
export function positionIn(source: string, { field, text }: ErrorPlace): Pick<ErrorPlace, 'line' | 'column'> {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, schema: 'core' })
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
