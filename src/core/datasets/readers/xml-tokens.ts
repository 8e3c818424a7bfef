import { DamagedTable, UnsupportedTable } from '../../errors/index.ts'

export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly closed: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** `x:row` is `row`: workbooks choose their own prefixes. */
const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Tags and text of an XML document in their order: as much of XML as office files use. No entities but the five and
 * characters by number, so nothing can grow.
 *
 * @throws DamagedTable for a tag without an end; UnsupportedTable for a document type
 */
export function* xmlTokens(xml: string, format: string): Generator<XmlToken> {
  let at = 0
  const endOf = (closing: string, from: number) => {
    const end = xml.indexOf(closing, from)
    if (end >= 0) return end
    throw DamagedTable({ format, reason: 'a tag in it never ends', offset: from })
  }
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open !== at) yield { kind: 'text', text: plainText(xml.slice(at, open < 0 ? xml.length : open)) }
    if (open < 0) return
    if (xml.startsWith('<!--', open)) at = endOf('-->', open) + 3
    else if (xml.startsWith('<![CDATA[', open)) {
      const end = endOf(']]>', open)
      yield { kind: 'text', text: xml.slice(open + 9, end) }
      at = end + 3
    } else if (xml.startsWith('<!', open)) {
      throw UnsupportedTable({ what: 'XML with a document type', instead: 'Save the workbook again, or as CSV.' })
    } else if (xml.startsWith('<?', open)) at = endOf('?>', open) + 2
    else {
      const end = endOf('>', open)
      const tag = xml.slice(open + 1, end)
      at = end + 1
      if (tag.startsWith('/')) yield { kind: 'close', name: localName(tag.slice(1).trim()) }
      else {
        const closed = tag.endsWith('/')
        const inside = closed ? tag.slice(0, -1) : tag
        const space = inside.search(/\s/)
        const name = localName(space < 0 ? inside : inside.slice(0, space))
        yield { kind: 'open', name, attributes: space < 0 ? '' : inside.slice(space), closed }
      }
    }
  }
}

const attributePatterns = new Map<string, RegExp>()

/** The value of an attribute, by its name with or without prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const known = attributePatterns.get(name)
  const pattern = known ?? new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  if (!known) attributePatterns.set(name, pattern)
  const match = pattern.exec(attributes)
  return match ? plainText(match[1] ?? match[2] ?? '') : undefined
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plainText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
