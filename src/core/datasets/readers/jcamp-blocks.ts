import { jcampDamaged } from './jcamp-values.ts'

/** A labelled value with the lines that follow it. */
export interface JcampRecord {
  readonly value: string
  readonly line: number
  /** Lines behind that of the label. */
  readonly following: readonly string[]
}

export interface JcampBlock {
  readonly line: number
  /** By label, in capitals and without spaces, `-`, `/` and `_`. */
  readonly records: ReadonlyMap<string, JcampRecord>
}

const label = /^\s*##([^=]*)=(.*)$/

/**
 * The blocks of a file in their order, those of a compound (LINK) file and the compound itself alike.
 *
 * @throws DamagedTable when a block starts without a title or never ends
 * @see McDonald & Wilks (1988), Applied Spectroscopy 42(1), 151–162; Lampen et al. (1999) for version 5.01
 */
export function jcampBlocks(text: string): JcampBlock[] {
  const closed: JcampBlock[] = []
  const open: { line: number; records: Map<string, JcampRecord> }[] = []
  let following: string[] = []
  text.split(/\r\n|\r|\n/).forEach((content, i) => {
    const line = i + 1
    // Behind `$$` is a comment.
    const plain = content.split('$$', 1)[0]!
    const match = label.exec(plain)
    if (!match) {
      if (plain.trim() !== '' && open.length === 0) throw jcampDamaged('text stands outside of its blocks', line)
      following.push(plain)
      return
    }
    const name = match[1]!.toUpperCase().replace(/[\s\-/_]/g, '')
    following = []
    if (name === 'TITLE') open.push({ line, records: new Map() })
    const block = open.at(-1)
    if (!block) throw jcampDamaged('a block starts without a title', line)
    if (name === 'END') closed.push(open.pop()!)
    else if (name !== '') block.records.set(name, { value: match[2]!.trim(), line, following })
  })
  const [unclosed] = open
  if (unclosed) throw jcampDamaged('its block has no ##END=', unclosed.line)
  return closed.sort((a, b) => a.line - b.line)
}
