import { columnFacts, type Fact, type MarkRecord, markSubjects, metricFacts, recordFacts } from '../../core/index.ts'
import { currentColumnOf } from './columns.ts'
import type { Desk } from './desk.ts'
import { subjectOf } from './subject.ts'

/** What is told over a page: of a column, of a record. */
export interface InfoCard {
  readonly sections: readonly { readonly title: string; readonly facts: readonly Fact[] }[]
  readonly top: number
}

function markFacts(mark: MarkRecord | undefined): readonly Fact[] {
  if (!mark) return []
  const said = [mark.starred && 'starred', mark.rejected && 'rejected', ...mark.tags.map(tag => `tag ${tag}`)]
  return [
    ['Marks', [...said.filter(Boolean), `last by ${mark.changed_by}`].join(', ')],
    ...mark.notes.map((note): Fact => ['Note', `${note.text} (${note.who})`]),
  ]
}

export function openInfo(desk: Desk) {
  const page = desk.page()
  const subject = subjectOf(page)
  const record = subject?.record
  const column = page.list ? currentColumnOf(desk) : undefined
  const id = (record as { readonly id?: string } | undefined)?.id
  const metric = (record as { readonly metric?: string } | undefined)?.metric
  const marked = markSubjects.find(kind => kind === subject?.kind)
  const ranking = desk.metrics.find(({ name }) => name === metric)
  const sections = [
    ...(column ? [{ title: `Column ${column.label}`, facts: columnFacts(column, record ?? {}, desk.metrics) }] : []),
    ...(!column && ranking ? [{ title: 'What ranks it', facts: metricFacts(ranking) }] : []),
    ...(record
      ? [
          {
            title: 'Record',
            facts: [...recordFacts(record), ...(marked && id ? markFacts(desk.marks.of(marked, id)) : [])],
          },
        ]
      : []),
  ].filter(({ facts }) => facts.length > 0)
  if (sections.length === 0) return desk.say('There is nothing to tell of this page.')
  desk.change({ mode: 'info', card: { sections, top: 0 }, message: null })
}

export const closeInfo = (desk: Desk) => desk.change({ mode: 'browse', card: null })

export function scrollInfo(desk: Desk, by: number) {
  const { card } = desk.state()
  if (card) desk.change({ card: { ...card, top: Math.max(0, card.top + by) } })
}
