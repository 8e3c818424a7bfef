import type { KeyFacts } from '../keys/binding.ts'
import { listBookmarks } from './bookmarks.ts'
import { openChooser } from './chooser.ts'
import type { Desk } from './desk.ts'
import { viewSubjectOf } from './menus.ts'
import { attempt, noteTargets, tagTargets } from './triage.ts'

/** What is typed after `:`, for what no key is worth. */
export interface Command {
  readonly name: string
  /** What is typed after its name; null where nothing is. */
  readonly argument: string | null
  readonly help: string
  readonly off: (facts: KeyFacts) => string | null
  readonly run: (desk: Desk, argument: string) => void
}

const target = ({ noMarks, targets }: KeyFacts) => noMarks ?? (targets > 0 ? null : 'There is no record here.')

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
    name: 'bookmarks',
    argument: null,
    help: 'All bookmarks of this workspace.',
    off: () => null,
    run: listBookmarks,
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
  const fields = sort.map(({ key, descending }) => `${descending ? '-' : ''}${key}`).join(',')
  const { subject } = page.level.place
  const owner = subject === null || of !== 'results' ? {} : { run: subject }
  void attempt(desk, async () => {
    const query = { ...(filter === '' ? {} : { where: filter }), ...(fields === '' ? {} : { sort: fields }), ...owner }
    await desk.engine.views.save(name, of, query)
    return `Saved as view ${name}; V shows it, \`n4a ${of} list --view ${name}\` asks it.`
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
