import type { Engine, MarkRecord, MarkSubject, RecordFilter } from '../../core/index.ts'

/** What people say of the records, read once and after each change made here. */
export interface MarkBook {
  readonly read: () => Promise<void>
  /** Read again whenever somebody else has marked something; looks every so many milliseconds. */
  readonly watch: (interval: number) => { readonly stop: () => void }
  readonly of: (subject: MarkSubject, id: string) => MarkRecord | undefined
  /** A filter that sees marks beside the fields of records; the same function until marks change. */
  readonly seeing: (
    matches: RecordFilter | null,
    subject: MarkSubject | undefined,
    idOf: ((item: never) => string) | undefined,
  ) => RecordFilter | null
}

export function createMarkBook(engine: Engine, onChange: () => void): MarkBook {
  let records = new Map<string, MarkRecord>()
  let seen = new WeakMap<RecordFilter, RecordFilter>()
  let stamp = ''
  let reading = false
  const of = (subject: MarkSubject, id: string) => records.get(`${subject}:${id}`)
  const read = async () => {
    // Taken before, so that what is said meanwhile is read next time.
    const before = engine.marks.stamp()
    records = new Map((await engine.marks.list()).map(mark => [mark.id, mark]))
    stamp = before
    seen = new WeakMap()
    onChange()
  }
  return {
    of,
    read,
    watch: interval => {
      const timer = setInterval(() => {
        if (reading || engine.marks.stamp() === stamp) return
        reading = true
        // What cannot be read now is looked for again.
        void read()
          .catch(() => undefined)
          .finally(() => {
            reading = false
          })
      }, interval)
      timer.unref()
      return { stop: () => clearInterval(timer) }
    },
    seeing: (matches, subject, idOf) => {
      if (!matches || !subject || !idOf || records.size === 0) return matches
      const known = seen.get(matches)
      if (known) return known
      const fresh: RecordFilter = item => {
        const mark = of(subject, idOf(item as never))
        if (!mark) return matches(item)
        const { starred, rejected, tags, notes } = mark
        return matches({ ...item, starred, rejected, tag: tags, note: notes.map(({ text }) => text).join('\n') })
      }
      seen.set(matches, fresh)
      return fresh
    },
  }
}
