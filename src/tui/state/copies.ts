import { homedir } from 'node:os'
import { formatCount, type RunRecord } from '../../core/index.ts'
import type { Copied } from '../clipboard.ts'
import { type Choice, openChooser } from './chooser.ts'
import { shownColumns } from './columns.ts'
import type { Desk } from './desk.ts'
import { notebookCell, runFileOf, shellWord, templateTextOf } from './snippets.ts'
import { subjectOf } from './subject.ts'
import { attempt, targetIds } from './triage.ts'

const nouns = { run: 'runs', result: 'results', prediction: 'predictions', dataset: 'datasets' } as const

/** Lists that a deep link can name. */
const linked = ['runs', 'results', 'predictions', 'datasets', 'templates', 'operators']

function linkOf(desk: Desk): string {
  const { place, list } = desk.level()
  const { screen, subject } = place
  const page = linked.includes(screen) ? screen : null
  // The list of one run or one result is the whole list with a filter.
  const scope =
    subject === null || page === null ? '' : `${screen === 'predictions' ? 'result_id' : 'run_id'}=${subject}`
  const filter = scope === '' || list.filter === '' ? scope + list.filter : `${scope} (${list.filter})`
  const where = filter === '' ? '' : ` --where ${shellWord(filter)}`
  const words = page ? `${page}${where}` : subject !== null && screen in nouns ? `${screen} ${shellWord(subject)}` : ''
  return `n4a tui --workspace ${shellWord(desk.workspace)}${words === '' ? '' : ` ${words}`}`
}

/** The rows that a verb is about as a table of the shown columns; a cell holds no tab, break or bar that would part it. */
function tableOf(desk: Desk, ids: readonly string[], markdown: boolean): string {
  const page = desk.page()
  const { list } = page
  if (!list) return ''
  const wanted = new Set(ids)
  const columns = shownColumns(page)
  const has = (item: unknown) => wanted.has(list.source.idOf(item))
  // As they are shown; what is marked and hidden by the filter comes behind.
  const shown = new Set(list.items)
  const rows = [...list.items.filter(has), ...list.source.items.filter(item => !shown.has(item) && has(item))]
  const cells = [columns.map(({ label }) => label), ...rows.map(item => columns.map(column => column.text(item)))]
  if (!markdown) return cells.map(row => row.map(cell => cell.replace(/[\t\n]/g, ' ')).join('\t')).join('\n')
  const line = (row: readonly string[]) => `| ${row.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = `| ${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n')
}

const short = (file: string) => (file.startsWith(`${homedir()}/`) ? `~${file.slice(homedir().length)}` : file)

/** What is known, and no more: no terminal answers whether it took a text. */
export function copiedWords(what: string, { tool, sent, file, reason }: Copied): string {
  if (tool !== null) return `Copied by ${tool}: ${what}.`
  const else_ = file === null ? 'no file could be written' : short(file)
  if (sent) return `Sent to the terminal's clipboard; if it does not arrive: ${else_} (${what}).`
  return file === null
    ? `Not copied: ${reason}, and ${else_}.`
    : `Not sent, for ${reason}; it is in ${else_} (${what}).`
}

const send = (desk: Desk, what: string, text: string) =>
  attempt(desk, async () => {
    const copied = await desk.host.copy(text)
    desk.say(copiedWords(what, copied), copied.tool !== null || copied.sent ? 'good' : 'warn')
    return null
  })

/** Texts that have to be read or made first. */
function made(desk: Desk, label: string, detail: string, make: () => Promise<string>): Choice {
  return { label, detail, run: () => void attempt(desk, async () => send(desk, detail, await make()).then(() => null)) }
}

/** Templates and runs as YAML. */
function yamlChoices(desk: Desk): readonly Choice[] {
  const page = desk.page()
  const subject = subjectOf(page)
  if (subject?.kind === 'template') {
    const { id } = subject.record as { readonly id: string }
    return [made(desk, 'YAML', 'the template before expansion', () => templateTextOf(desk, id))]
  }
  const run = subject?.kind === 'run' ? (subject.record as RunRecord) : undefined
  return run
    ? [made(desk, 'YAML', 'a run file with its templates, datasets and settings', () => runFileOf(desk, run))]
    : []
}

/** All rows that the filter lets through, in their order. */
export function copyTable(desk: Desk) {
  const { list } = desk.page()
  if (!list) return
  const text = tableOf(desk, list.items.map(list.source.idOf), false)
  void send(desk, `${formatCount(list.items.length, 'row')} as TSV`, text)
}

export function openCopies(desk: Desk) {
  const page = desk.page()
  // What the page as a whole has to give goes at once.
  if (page.screen.copy && page.load.ready) return void send(desk, page.screen.title, page.screen.copy(page.load.data))
  const ids = targetIds(page)
  const first = ids[0]
  if (first === undefined) return
  const kind = page.screen.marks ?? page.screen.id
  const noun = kind in nouns ? nouns[kind as keyof typeof nouns] : null
  const workspace = shellWord(desk.workspace)
  const shows = noun && page.list ? `n4a ${noun} show ${shellWord(first)} --workspace ${workspace}` : null
  const count = formatCount(ids.length, 'row')
  const copy = (label: string, text: string, what = text): Choice => ({
    label,
    detail: what,
    run: () => void send(desk, what, text),
  })
  const subject = subjectOf(page)
  const cell = notebookCell(desk.workspace, subject?.kind ?? kind, { ids })
  const { place, list } = desk.level()
  const listing =
    page.list && notebookCell(desk.workspace, page.screen.id, { filter: list.filter, subject: place.subject })
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
    ...yamlChoices(desk),
    ...(cell
      ? [copy('notebook cell', cell, `shows ${ids.length > 1 ? 'these records side by side' : 'this record'}`)]
      : []),
    ...(listing ? [copy('notebook cell, list', listing, 'asks for this list with its filter')] : []),
  ]
  openChooser(desk, 'Copy', () => choices)
}
