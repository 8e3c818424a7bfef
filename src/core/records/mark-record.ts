export const markSubjects = ['result', 'prediction', 'run', 'sample'] as const

/** A kind of record that can be marked. */
export type MarkSubject = (typeof markSubjects)[number]

/** One thing that is said of records. */
export type MarkChange =
  | { readonly star: boolean }
  | { readonly reject: boolean }
  | { readonly note: string }
  | { readonly tag: string; readonly present: boolean }

interface EntryBase {
  readonly schema_version: string
  /** Of its own: the same entry in two journals counts once, so journals merge by being put together. */
  readonly id: string
  /** Above all that its writer had seen: the order, for clocks jump. */
  readonly order: number
  readonly who: string
  /** ISO, UTC. */
  readonly at: string
}

/** A line of a journal. */
export type MarkEntry =
  | (EntryBase & {
      readonly type: 'mark'
      readonly subject: MarkSubject
      readonly subject_ids: readonly string[]
      readonly change: MarkChange
    })
  /** Takes back a mark, or another `undo`. */
  | (EntryBase & { readonly type: 'undo'; readonly of: string })

/** An entry, and whether it still holds. */
export type MarkEvent = MarkEntry & { readonly holds: boolean }

export interface MarkNote {
  readonly text: string
  readonly who: string
  readonly at: string
}

/** All that is said of one record. */
export interface MarkRecord {
  /** `subject:subject_id`. */
  readonly id: string
  readonly subject: MarkSubject
  readonly subject_id: string
  readonly starred: boolean
  readonly rejected: boolean
  readonly tags: readonly string[]
  readonly notes: readonly MarkNote[]
  readonly changed_at: string
  readonly changed_by: string
}
