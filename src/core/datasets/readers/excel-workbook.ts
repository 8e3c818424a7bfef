import { UnknownPart } from '../../errors/index.ts'
import { isDateFormat } from './excel-dates.ts'
import { attribute, xmlTokens } from './xml-tokens.ts'
import type { ZipArchive } from './zip-archive.ts'

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly file: string }[]
  readonly from1904: boolean
  readonly sharedStrings: readonly string[]
  /** For each cell style, whether it shows a date. */
  readonly dateStyles: readonly boolean[]
}

export const workbookFormat = 'Excel workbook'
const workbookFile = 'xl/workbook.xml'

/** @throws DamagedTable, UnsupportedTable */
export function readWorkbook(archive: ZipArchive): Workbook {
  const text = (file: string) => archive.unpack(file)?.toString('utf8') ?? ''
  const targets = new Map<string, string>()
  for (const token of xmlTokens(text('xl/_rels/workbook.xml.rels'), workbookFormat)) {
    if (token.kind !== 'open' || token.name !== 'Relationship') continue
    targets.set(attribute(token.attributes, 'Id') ?? '', attribute(token.attributes, 'Target') ?? '')
  }
  const sheets: { name: string; file: string }[] = []
  let from1904 = false
  for (const token of xmlTokens(text(workbookFile), workbookFormat)) {
    if (token.kind !== 'open') continue
    if (token.name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(token.attributes, 'date1904') ?? '')
    if (token.name !== 'sheet') continue
    const target = targets.get(attribute(token.attributes, 'id') ?? '')
    const name = attribute(token.attributes, 'name')
    if (target === undefined || name === undefined) continue
    sheets.push({ name, file: target.startsWith('/') ? target.slice(1) : `xl/${target}` })
  }
  return {
    sheets,
    from1904,
    sharedStrings: readSharedStrings(text('xl/sharedStrings.xml')),
    dateStyles: readDateStyles(text('xl/styles.xml')),
  }
}

/** The sheet of that name, or the first one. @throws UnknownPart */
export function findSheet({ sheets }: Workbook, name: string | undefined): Workbook['sheets'][number] | undefined {
  if (name === undefined) return sheets[0]
  const found = sheets.find(sheet => sheet.name === name)
  if (found) return found
  throw UnknownPart({ kind: 'sheet', field: 'sheet', name, known: sheets.map(sheet => sheet.name) })
}

function readSharedStrings(xml: string): string[] {
  const strings: string[] = []
  let item = ''
  let inText = false
  let phonetic = false
  for (const token of xmlTokens(xml, workbookFormat)) {
    if (token.kind === 'text') {
      if (inText && !phonetic) item += token.text
      continue
    }
    const opens = token.kind === 'open' && !token.closed
    if (token.name === 't') inText = opens
    // Readings of East Asian characters stand beside the text, and are none.
    else if (token.name === 'rPh') phonetic = opens
    else if (token.name === 'si' && !opens) {
      strings.push(item)
      item = ''
    }
  }
  return strings
}

function readDateStyles(xml: string): boolean[] {
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let inCellStyles = false
  for (const token of xmlTokens(xml, workbookFormat)) {
    if (token.kind === 'text') continue
    if (token.name === 'cellXfs') inCellStyles = token.kind === 'open' && !token.closed
    if (token.kind !== 'open') continue
    const id = Number(attribute(token.attributes, 'numFmtId'))
    if (token.name === 'numFmt') codes.set(id, attribute(token.attributes, 'formatCode') ?? '')
    if (token.name === 'xf' && inCellStyles) styles.push(isDateFormat(id, codes.get(id)))
  }
  return styles
}
