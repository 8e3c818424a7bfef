import { formatCount } from '../../core/index.ts'
import { type Choice, openChooser } from './chooser.ts'
import { shownColumns } from './columns.ts'
import type { Desk } from './desk.ts'
import { targetIds } from './triage.ts'

/** An argument as a shell takes it. */
const quoted = (text: string) => (/^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

const nouns = { run: 'runs', result: 'results', prediction: 'predictions', dataset: 'datasets' } as const

/** Lists that a deep link can name. */
const linked = ['runs', 'results', 'predictions', 'datasets', 'templates', 'operators']

function linkOf(desk: Desk): string {
  const { place, list } = desk.level()
  const { screen, subject } = place
  const page = linked.includes(screen) && subject === null ? screen : null
  const where = list.filter === '' ? '' : ` --where ${quoted(list.filter)}`
  const words = page ? `${page}${where}` : subject !== null && screen in nouns ? `${screen} ${quoted(subject)}` : ''
  return `n4a tui --workspace ${quoted(desk.workspace)}${words === '' ? '' : ` ${words}`}`
}

/** The rows that a verb is about as a table of the shown columns; a cell holds no tab, break or bar that would part it. */
function tableOf(desk: Desk, ids: readonly string[], markdown: boolean): string {
  const page = desk.page()
  const { list } = page
  if (!list) return ''
  const wanted = new Set(ids)
  const columns = shownColumns(page)
  const rows = list.source.items.filter(item => wanted.has(list.source.idOf(item)))
  const cells = [columns.map(({ label }) => label), ...rows.map(item => columns.map(column => column.text(item)))]
  if (!markdown) return cells.map(row => row.map(cell => cell.replace(/[\t\n]/g, ' ')).join('\t')).join('\n')
  const line = (row: readonly string[]) => `| ${row.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = `| ${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n')
}

/** No terminal answers whether it took the text, so that only the sending is told. */
function send(desk: Desk, what: string, text: string) {
  desk.host.copy(text)
  desk.say(`Sent to the terminal's clipboard (it does not say whether it took it): ${what}.`, 'good')
}

export function openCopies(desk: Desk) {
  const page = desk.page()
  // What the page as a whole has to give goes at once.
  if (page.screen.copy && page.load.ready) return send(desk, page.screen.title, page.screen.copy(page.load.data))
  const ids = targetIds(page)
  const first = ids[0]
  if (first === undefined) return
  const kind = page.screen.marks ?? page.screen.id
  const noun = kind in nouns ? nouns[kind as keyof typeof nouns] : null
  const shows = noun && page.list ? `n4a ${noun} show ${quoted(first)} --workspace ${quoted(desk.workspace)}` : null
  const count = formatCount(ids.length, 'row')
  const copy = (label: string, text: string, what = text): Choice => ({
    label,
    detail: what,
    run: () => send(desk, what, text),
  })
  const choices = [
    copy(ids.length > 1 ? 'ids' : 'id', ids.join('\n'), ids.length > 1 ? formatCount(ids.length, 'id') : first),
    copy('link', linkOf(desk)),
    ...(shows ? [copy('command', shows)] : []),
    ...(page.list
      ? [
          copy('TSV', tableOf(desk, ids, false), `${count}, with the columns shown`),
          copy('Markdown', tableOf(desk, ids, true), `${count} as a table`),
        ]
      : []),
  ]
  openChooser(desk, 'Copy', () => choices)
}
