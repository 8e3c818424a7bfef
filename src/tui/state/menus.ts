import { columnOrder, type SavedView, type ViewSubject } from '../../core/index.ts'
import { keysText } from '../keys.ts'
import { perform } from './actions.ts'
import { type Choice, openChooser } from './chooser.ts'
import { orderedColumns } from './columns.ts'
import { commands, splitCommand } from './commands.ts'
import type { Desk } from './desk.ts'
import { changeView } from './history.ts'
import { keyFacts } from './key-facts.ts'
import type { Page } from './page.ts'
import { attempt } from './triage.ts'

export function openColumns(desk: Desk) {
  const choices = (): readonly Choice[] => {
    const page = desk.page()
    const { hidden } = page.level.list
    return orderedColumns(page).map(({ key, label }) => ({
      label,
      detail: key,
      on: !hidden.has(key),
      run: () => {
        const next = new Set(hidden)
        if (!next.delete(key)) next.add(key)
        changeView(desk, `column ${label}`, { hidden: next })
      },
    }))
  }
  openChooser(desk, 'Columns', choices, true)
}

/** Every action of pages with its key, and every command. */
export function openPalette(desk: Desk) {
  openChooser(desk, ':', (_, text) => {
    const facts = keyFacts(desk)
    const typed = splitCommand(text)
    if (typed) {
      const { command, argument } = typed
      const off = argument === '' ? `Type ${command.argument} after ${command.name}.` : command.off(facts)
      return [{ label: text, detail: command.help, off, run: () => command.run(desk, argument) }]
    }
    const asRows = commands.map(({ name, argument, optional, help, off, run }): Choice => {
      const label = argument === null ? name : optional ? `${name} [${argument}]` : `${name} ${argument}`
      const type = () => openTyped(desk, name)
      return {
        label,
        detail: help,
        keys: ':',
        off: off(facts),
        run: argument === null || optional ? () => run(desk, '') : type,
      }
    })
    const actions = desk.keys.bindings.filter(({ mode, id }) => mode === 'browse' && id !== 'palette' && id !== 'jump')
    return [
      ...actions.map((binding): Choice => {
        const allowed = binding.when?.(facts) ?? true
        const off = allowed === true ? null : allowed
        const run = () => perform(desk, binding.id, { key: binding.keys[0] ?? binding.label, count: null })
        return { label: binding.label, detail: binding.help, keys: keysText(binding), off, run }
      }),
      ...asRows,
    ]
  })
}

/** The palette again, with the name of a command that takes more. */
function openTyped(desk: Desk, name: string) {
  openPalette(desk)
  const { chooser } = desk.state()
  const text = `${name} `
  if (chooser) desk.change({ chooser: { ...chooser, edit: { text, at: text.length } } })
}

export function viewSubjectOf({ screen }: Page): ViewSubject | null {
  if (!screen.source) return null
  return screen.marks === 'result' ? 'results' : screen.marks === 'prediction' ? 'predictions' : null
}

export function openViews(desk: Desk) {
  const of = viewSubjectOf(desk.page())
  if (!of) return
  void attempt(desk, async () => {
    const views = (await desk.engine.views.list()).filter(view => view.of === of)
    if (views.length === 0) return `No saved views of ${of} yet: :view save NAME keeps this filter and order.`
    openChooser(desk, `Views of ${of}`, () =>
      views.map(view => ({
        label: view.name,
        detail: [view.where, view.sort && `by ${view.sort}`].filter(Boolean).join('  '),
        run: () => showView(desk, view),
      })),
    )
    return null
  })
}

/** Its filter and its order; what a list here cannot show of it is said. */
function showView(desk: Desk, { name, where = '', sort = '', run, dataset, limit }: SavedView) {
  const columns = desk.page().list?.source.columns ?? []
  const { order, left: lost } = columnOrder(sort, columns)
  const more = [run && `run:${run}`, dataset && `dataset=${JSON.stringify(dataset)}`].filter(Boolean).join(' ')
  const filter = more === '' ? where : where === '' ? more : `(${where}) ${more}`
  const problem = desk.filtering.of(filter).problem
  if (problem) return desk.say(`The filter of ${name} cannot be read: ${problem.reason}.`, 'bad')
  changeView(desk, `view ${name}`, { filter, sort: order })
  const left = [
    ...(lost.length > 0 ? [`its order by ${lost.join(', ')} is left out`] : []),
    ...(limit === undefined ? [] : [`its limit of ${limit} is left out`]),
  ]
  desk.say(`View ${name}${left.length > 0 ? `: ${left.join('; ')}` : ''}.`, left.length > 0 ? 'warn' : 'good')
}
