import { UnknownRecord, WrongMark } from '../errors/index.ts'
import type { MarkChange, MarkEvent, MarkRecord, MarkSubject } from '../records/index.ts'
import { marksOfEvents, type Workspace } from '../workspace/index.ts'
import type { Engine, Query } from './engine.ts'
import { findRecord } from './find-record.ts'
import { authorName } from './library.ts'

const MOST_CHARACTERS = 4000

export function marksOf(workspace: Workspace): Engine['marks'] {
  const list = async () => marksOfEvents(await workspace.marks.events())

  /** Take back an entry. */
  const takeBack = async (event: MarkEvent | undefined): Promise<MarkEvent | null> => {
    if (!event) return null
    await workspace.marks.add(authorName(), { type: 'undo', of: event.id })
    return { ...event, holds: false }
  }
  const mine = async () => {
    const who = authorName()
    return (await workspace.marks.events()).filter(event => event.who === who)
  }

  return {
    list,
    stamp: () => workspace.marks.stamp(),
    history: () => workspace.marks.events(),
    set: async (subject, ids, change) => {
      if (ids.length === 0) throw WrongMark({ reason: 'no record is named' })
      const checked = checkedChange(change)
      const subject_ids = [...new Set(await wholeIds(workspace, subject, ids))]
      await workspace.marks.add(authorName(), { type: 'mark', subject, subject_ids, change: checked })
      return (await list()).filter(mark => mark.subject === subject && subject_ids.includes(mark.subject_id))
    },
    undo: async () => takeBack((await mine()).findLast(event => event.type === 'mark' && event.holds)),
    redo: async () => {
      const events = await mine()
      // What was marked since would come before what is brought back.
      const lastMark = events.findLastIndex(event => event.type === 'mark')
      const marks = new Set(events.filter(event => event.type === 'mark').map(({ id }) => id))
      // What takes back a taking back is a redo itself.
      const undone = events
        .slice(lastMark + 1)
        .findLast(event => event.type === 'undo' && event.holds && marks.has(event.of))
      if (undone?.type !== 'undo') return null
      await takeBack(undone)
      const mark = events.find(({ id }) => id === undone.of)
      return mark ? { ...mark, holds: true } : null
    },
  }
}

/**
 * What a filter sees of records: marked ones with `starred`, `rejected`, `tag` and `note` beside their fields. Journals are
 * read only where something is filtered.
 */
export async function markedView<Item extends { readonly id: string }>(
  workspace: Workspace,
  subject: MarkSubject,
  { where }: Query,
): Promise<(record: Item) => object> {
  if (where === undefined) return record => record
  const marks = marksOfEvents(await workspace.marks.events()).filter(mark => mark.subject === subject)
  const byId = new Map(marks.map(mark => [mark.subject_id, seenOf(mark)]))
  return record => {
    const mark = byId.get(record.id)
    return mark ? { ...record, ...mark } : record
  }
}

const seenOf = ({ starred, rejected, tags, notes }: MarkRecord): object => ({
  starred,
  rejected,
  tag: tags,
  note: notes.map(({ text }) => text).join('\n'),
})

/** @throws WrongMark */
function checkedChange(change: MarkChange): MarkChange {
  if ('tag' in change) {
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u.test(change.tag)) throw WrongMark({ reason: 'it is no tag' })
    return { tag: change.tag.normalize('NFC'), present: change.present }
  }
  if ('note' in change) {
    const note = change.note.trim()
    if (note === '') throw WrongMark({ reason: 'the note is empty' })
    if (note.length > MOST_CHARACTERS) throw WrongMark({ reason: `the note has ${note.length} characters` })
    return { note }
  }
  return change
}

/** @throws UnknownRecord, AmbiguousRecord, WrongMark */
async function wholeIds(
  workspace: Workspace,
  subject: MarkSubject,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (subject === 'sample') return wholeSamples(workspace, ids)
  const known: readonly { readonly id: string }[] =
    subject === 'run'
      ? await workspace.runs.list()
      : subject === 'result'
        ? await workspace.results()
        : await workspace.predictions()
  return ids.map(id =>
    id === 'latest' && subject === 'run' && known[0] ? known[0].id : findRecord(subject, id, known).id,
  )
}

/** `DATASET/SAMPLE`: a dataset is one of which there are results; which samples it has, its file says, which may be elsewhere. */
async function wholeSamples(workspace: Workspace, ids: readonly string[]): Promise<readonly string[]> {
  const datasets = new Set((await workspace.results()).map(({ dataset }) => dataset))
  for (const id of ids) {
    const slash = id.indexOf('/')
    if (slash < 1 || slash === id.length - 1) throw WrongMark({ reason: 'the sample is not named DATASET/SAMPLE' })
    const dataset = id.slice(0, slash)
    if (!datasets.has(dataset)) throw UnknownRecord({ noun: 'dataset', id: dataset, known: [...datasets] })
  }
  return ids
}
