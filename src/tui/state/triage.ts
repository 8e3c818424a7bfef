import { formatCount, type MarkChange, type MarkRecord, type MarkSubject, type RunRecord } from '../../core/index.ts'
import type { Desk } from './desk.ts'
import { ask, confirm } from './dialog.ts'
import { remember } from './history.ts'
import { markedIds } from './marks.ts'
import type { Page } from './page.ts'

/** Ids of the records that a verb is about: the marked ones, else the one under the cursor, else the one that is shown. */
export function targetIds(page: Page): readonly string[] {
  const { list, level } = page
  const marked = markedIds(page)
  if (marked.length > 0) return marked
  const item = list?.items[level.list.cursor]
  if (list) return item === undefined ? [] : [list.source.idOf(item)]
  return level.place.subject === null ? [] : [level.place.subject]
}

/** Do something that may fail; a failure is told in the status line. */
export async function attempt(desk: Desk, work: () => Promise<string | null>) {
  try {
    const said = await work()
    if (said) desk.say(said, 'good')
  } catch (error) {
    desk.say(error instanceof Error ? error.message.split('\n')[0]! : String(error), 'bad')
  }
}

const nouns: Readonly<Record<MarkSubject, string>> = {
  result: 'result',
  prediction: 'prediction',
  run: 'run',
  sample: 'sample',
}

async function set(desk: Desk, subject: MarkSubject, ids: readonly string[], change: MarkChange) {
  await desk.engine.marks.set(subject, ids, change)
  await desk.marks.read()
}

/** A change that its opposite takes back, for those of the records that it changes. */
function apply(desk: Desk, verb: string, has: (mark: MarkRecord | undefined) => boolean, changes: Switch) {
  const page = desk.page()
  const subject = page.screen.marks
  if (!subject) return
  const ids = targetIds(page)
  const lacking = ids.filter(id => !has(desk.marks.of(subject, id)))
  const on = lacking.length > 0
  const changed = on ? lacking : ids
  const words = `${verb} ${on ? 'set on' : 'taken from'} ${formatCount(changed.length, nouns[subject])}`
  const to = (value: boolean) => set(desk, subject, changed, changes(value))
  void attempt(desk, async () => {
    await to(on)
    remember(desk, { words, undo: () => to(!on), redo: () => to(on) })
    return `${words[0]!.toUpperCase()}${words.slice(1)}; z takes it back.`
  })
}

type Switch = (on: boolean) => MarkChange

export const starTargets = (desk: Desk) =>
  apply(
    desk,
    'star',
    mark => mark?.starred ?? false,
    star => ({ star }),
  )

export const rejectTargets = (desk: Desk) =>
  apply(
    desk,
    'rejection',
    mark => mark?.rejected ?? false,
    reject => ({ reject }),
  )

export const tagTargets = (desk: Desk, tag: string) =>
  apply(
    desk,
    `tag ${tag}`,
    mark => mark?.tags.includes(tag) ?? false,
    present => ({ tag, present }),
  )

/** Notes are added to a journal; what takes them back there is `undo` of the last change, if nothing came after it. */
export function noteTargets(desk: Desk, note: string) {
  const page = desk.page()
  const subject = page.screen.marks
  if (!subject) return
  const ids = targetIds(page)
  void attempt(desk, async () => {
    await set(desk, subject, ids, { note })
    return `Noted on ${formatCount(ids.length, nouns[subject])}; \`n4a marks undo\` takes it back.`
  })
}

/** What a verb is about, in words. */
const targetWords = (page: Page) => formatCount(targetIds(page).length, nouns[page.screen.marks ?? 'result'])

export const askNote = (desk: Desk) =>
  ask(desk, `Note on ${targetWords(desk.page())}`, '', text => {
    if (text === '') return 'A note has words; Esc gives up.'
    noteTargets(desk, text)
    return null
  })

export const askTag = (desk: Desk) =>
  ask(desk, `Tag of ${targetWords(desk.page())}`, '', text => {
    if (text === '') return 'A tag has a name; Esc gives up.'
    tagTargets(desk, text)
    return null
  })

/** Ask, and delete; `z` restores. */
export function deleteRuns(desk: Desk) {
  const page = desk.page()
  const { list } = page
  if (!list) return
  const wanted = new Set(targetIds(page))
  const runs = (list.source.items as readonly RunRecord[]).filter(({ id }) => wanted.has(id))
  const ids = runs.map(({ id }) => id)
  const results = runs.reduce((sum, run) => sum + run.completed_results + run.failed_results, 0)
  const count = `${formatCount(runs.length, 'run')} with ${formatCount(results, 'result')}`
  const again = async () => {
    await desk.live.refresh()
    await desk.readAnew()
  }
  const remove = async () => {
    await desk.engine.runs.delete(ids)
    await again()
  }
  const restore = async () => {
    for (const id of ids) await desk.engine.runs.restore(id)
    await again()
  }
  const words = [
    ...runs.slice(0, 8).map(({ id }) => id),
    ...(runs.length > 8 ? [`and ${runs.length - 8} more`] : []),
    'Their predictions and stored models go with them. z or :restore brings them back, until `n4a workspace compact`.',
  ]
  const yes = () =>
    void attempt(desk, async () => {
      await remove()
      remember(desk, { words: `deletion of ${count}`, undo: restore, redo: remove })
      return `Deleted ${count}; z restores.`
    })
  confirm(desk, `Delete ${count}?`, yes, words)
}
