/** Names of the elements in markup, or a complaint: every element must be closed in its order. */
export function elementsOf(markup: string): string[] {
  const open: string[] = []
  const seen: string[] = []
  for (const [, closing, name, , selfClosing] of markup.matchAll(
    /<(\/?)([a-z]+)((?:\s[^<>"]+(?:="[^"<>]*")?)*)\s*(\/?)>/g,
  )) {
    if (closing) {
      const expected = open.pop()
      if (expected !== name) return [`</${name}> closes <${expected}>`]
    } else {
      seen.push(name!)
      if (!selfClosing && name !== 'br') open.push(name!)
    }
  }
  return open.length === 0 ? seen : [`<${open.join('><')}> stay open`]
}

export const count = (markup: string, element: string) => elementsOf(markup).filter(name => name === element).length
