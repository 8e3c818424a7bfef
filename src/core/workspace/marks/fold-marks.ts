import type { MarkEntry, MarkEvent, MarkRecord } from '../../records/index.ts'

type Mark = Extract<MarkEntry, { type: 'mark' }>

/** Entries of all journals, each once, in their order, with whether each still holds: what is taken back does not. */
export function eventsOf(entries: readonly MarkEntry[]): readonly MarkEvent[] {
  const once = [...new Map(entries.map(entry => [entry.id, entry])).values()]
  once.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const undone = new Set<string>()
  // An entry is only taken back by later ones, so from the last to the first each is decided when it is met.
  for (const entry of once.toReversed()) {
    if (entry.type === 'undo' && !undone.has(entry.id)) undone.add(entry.of)
  }
  return once.map(entry => ({ ...entry, holds: !undone.has(entry.id) }))
}

/** What holds of each record, last changed first; a record of which nothing is said any more is not there. */
export function marksOfEvents(events: readonly MarkEvent[]): readonly MarkRecord[] {
  const records = new Map<string, MarkRecord>()
  for (const event of events) {
    if (event.type !== 'mark' || !event.holds) continue
    for (const subject_id of event.subject_ids) {
      const id = `${event.subject}:${subject_id}`
      const before = records.get(id) ?? unmarked(id, event, subject_id)
      records.delete(id)
      records.set(id, { ...before, ...changed(before, event), changed_at: event.at, changed_by: event.who })
    }
  }
  return [...records.values()]
    .filter(({ starred, rejected, tags, notes }) => starred || rejected || tags.length > 0 || notes.length > 0)
    .reverse()
}

const unmarked = (id: string, { subject, at, who }: Mark, subject_id: string): MarkRecord => ({
  id,
  subject,
  subject_id,
  starred: false,
  rejected: false,
  tags: [],
  notes: [],
  changed_at: at,
  changed_by: who,
})

function changed({ tags, notes }: MarkRecord, { change, who, at }: Mark): Partial<MarkRecord> {
  if ('star' in change) return { starred: change.star }
  if ('reject' in change) return { rejected: change.reject }
  if ('note' in change) return { notes: [...notes, { text: change.note, who, at }] }
  const others = tags.filter(tag => tag !== change.tag)
  return { tags: change.present ? [...others, change.tag].sort() : others }
}
