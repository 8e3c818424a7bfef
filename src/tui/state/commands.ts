import { orderText, type ViewQuery } from '../../core/index.ts'
import type { KeyFacts } from '../keys/binding.ts'
import { tabScreens } from '../screens/registry.ts'
import type { AnyScreen } from '../screens/screen.ts'
import { forgetBookmark, listBookmarks } from './bookmarks.ts'
import { openChooser } from './chooser.ts'
import { currentColumnOf, shiftColumn } from './columns.ts'
import type { Desk } from './desk.ts'
import { confirm } from './dialog.ts'
import { changeView, remember } from './history.ts'
import { markMatching, unmark } from './marks.ts'
import { viewSubjectOf } from './menus.ts'
import { attempt, noteTargets, tagTargets } from './triage.ts'

/** What is typed after `:`, for what no key is worth. */
export interface Command {
  readonly name: string
  /** What is typed after its name; null where nothing is. */
  readonly argument: string | null
  /** It means something without, too. */
  readonly optional?: boolean
  readonly help: string
  readonly off: (facts: KeyFacts) => string | null
  readonly run: (desk: Desk, argument: string) => void
}

const target = ({ noMarks, targets }: KeyFacts) => noMarks ?? (targets > 0 ? null : 'There is no record here.')

const listed = ({ hasList }: KeyFacts) => (hasList ? null : 'There is no list on this page.')

const markable = ({ markable: can }: KeyFacts) => (can ? null : 'Rows of this page cannot be marked.')

const column = (where: string, words: string, by: number): Command => ({
  name: `move column ${where}`,
  argument: null,
  help: `Put the current column ${words}.`,
  off: listed,
  run: desk => shiftColumn(desk, by),
})

/** `:results wheat rpd>2`: the list with a filter; without one as it was left. */
const list = ({ id, title }: AnyScreen): Command => ({
  name: id,
  argument: 'FILTER',
  optional: true,
  help: `To ${title}, with a filter.`,
  off: () => null,
  run: (desk, filter) => {
    const { problem } = desk.filtering.of(filter)
    if (problem) return desk.say(`The filter cannot be read: ${problem.reason}.`, 'bad')
    desk.jump(id)
    if (filter === '') return
    desk.filtering.remember(filter)
    changeView(desk, 'the filter', { filter })
  },
})

export const commands: readonly Command[] = [
  {
    name: 'note',
    argument: 'TEXT',
    help: 'Write a note on the marked records, or the one under the cursor.',
    off: target,
    run: noteTargets,
  },
  {
    name: 'tag',
    argument: 'NAME',
    help: 'Tag them; where all have the tag, it is taken away.',
    off: target,
    run: tagTargets,
  },
  {
    name: 'view save',
    argument: 'NAME',
    help: 'Keep the filter and the order of this list under a name, for V and --view.',
    off: ({ hasViews }) => (hasViews ? null : 'Views are of results and of predictions.'),
    run: saveView,
  },
  {
    name: 'mark',
    argument: 'FILTER',
    help: 'Mark the rows that a filter lets through, beside those that are marked.',
    off: markable,
    run: markMatching,
  },
  { name: 'unmark', argument: null, help: 'Take all marks of this list away.', off: markable, run: unmark },
  {
    name: 'group',
    argument: null,
    help: 'Put rows together that read alike in the current column, with counts and the best of each.',
    off: listed,
    run: groupByCurrent,
  },
  { name: 'group off', argument: null, help: 'Without groups.', off: listed, run: ungroup },
  column('left', 'one place to the left', -1),
  column('right', 'one place to the right', 1),
  column('first', 'before all others', Number.NEGATIVE_INFINITY),
  ...tabScreens.filter(({ id }) => id !== 'home').map(list),
  {
    name: 'bookmarks',
    argument: null,
    help: 'All bookmarks of this workspace.',
    off: () => null,
    run: listBookmarks,
  },
  {
    name: 'forget bookmark',
    argument: null,
    help: 'Choose a bookmark to take away.',
    off: () => null,
    run: forgetBookmark,
  },
  {
    name: 'view remove',
    argument: null,
    help: 'Choose a saved view to remove, after a question.',
    off: ({ hasViews }) => (hasViews ? null : 'Views are of results and of predictions.'),
    run: removeView,
  },
  {
    name: 'restore',
    argument: null,
    help: 'Bring a deleted run back.',
    off: () => null,
    run: openDeleted,
  },
]

/** The command that a text begins with, and what follows its name. */
export function splitCommand(text: string): { command: Command; argument: string } | null {
  const command = commands.find(({ name, argument }) => argument !== null && text.startsWith(`${name} `))
  return command ? { command, argument: text.slice(command.name.length).trim() } : null
}

function saveView(desk: Desk, name: string) {
  const page = desk.page()
  const of = viewSubjectOf(page)
  if (!of) return
  const { filter, sort } = page.level.list
  const { sort: fields, left } = orderText(sort, page.list?.source.columns ?? [])
  const { subject } = page.level.place
  const owner = subject === null || of !== 'results' ? {} : { run: subject }
  void attempt(desk, async () => {
    const query = { ...(filter === '' ? {} : { where: filter }), ...(fields === '' ? {} : { sort: fields }), ...owner }
    await desk.engine.views.save(name, of, query)
    const without = left.length === 0 ? '' : ` Without its order by ${left.join(', ')}, which --sort cannot name.`
    return `Saved as view ${name}; V shows it, \`n4a ${of} list --view ${name}\` asks it.${without}`
  })
}

function groupByCurrent(desk: Desk) {
  const column = currentColumnOf(desk)
  if (!column) return
  changeView(desk, 'the groups', { group: column.key })
  desk.say(`Grouped by ${column.label}; :group off shows the plain list.`, 'good')
}

function ungroup(desk: Desk) {
  if (desk.level().list.group === null) return desk.say('This list has no groups.')
  changeView(desk, 'the groups', { group: null })
}

/** Of the list it is of; z saves it again as it was. */
function removeView(desk: Desk) {
  const of = viewSubjectOf(desk.page())
  if (!of) return
  void attempt(desk, async () => {
    const views = (await desk.engine.views.list()).filter(view => view.of === of)
    if (views.length === 0) return `There are no saved views of ${of}.`
    openChooser(desk, `Remove which view of ${of}?`, () =>
      views.map(({ name, of, where, sort, run, dataset, limit, saved_by }) => {
        const kept = { where, sort, run, dataset, limit }
        const query = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as ViewQuery
        const remove = () => desk.engine.views.remove(name)
        const undo = async () => void (await desk.engine.views.save(name, of, query))
        const yes = () =>
          void attempt(desk, async () => {
            await remove()
            remember(desk, { words: `removal of view ${name}`, undo, redo: remove })
            return `Removed view ${name}; z brings it back.`
          })
        return {
          label: name,
          detail: `by ${saved_by}  ${where ?? ''}`,
          run: () => confirm(desk, `Remove 1 view, ${name}, for everybody who opens this workspace?`, yes),
        }
      }),
    )
    return null
  })
}

function openDeleted(desk: Desk) {
  void attempt(desk, async () => {
    const deleted = await desk.engine.runs.deleted()
    if (deleted.length === 0) return 'No deleted runs are kept.'
    openChooser(desk, 'Deleted runs', () =>
      deleted.map(({ id, results, predictions, deleted_at }) => ({
        label: id,
        detail: `${results} results, ${predictions} predictions, deleted ${deleted_at ?? 'at an unknown time'}`,
        run: () =>
          void attempt(desk, async () => {
            await desk.engine.runs.restore(id)
            await desk.live.refresh()
            await desk.readAnew()
            return `Restored ${id}.`
          }),
      })),
    )
    return null
  })
}
