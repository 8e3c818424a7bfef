/** Where keys have their own meaning. `browse`: pages. The others: a line being typed, the help, questions and messages. */
export type Mode = 'browse' | 'filter' | 'help' | 'info' | 'quit' | 'alert' | 'choose' | 'prompt' | 'confirm'

/** What the availability of a key depends on. */
export interface KeyFacts {
  readonly hasList: boolean
  /** The records were read. */
  readonly ready: boolean
  readonly rows: number
  readonly filtered: boolean
  /** Its rows can be marked. */
  readonly markable: boolean
  /** Marked rows can be held against each other. */
  readonly comparable: boolean
  readonly marked: number
  /** Levels from Home to here. */
  readonly depth: number
  /** Records of the list this one came from, and its place among them. */
  readonly siblings: number
  readonly position: number
  /** Another page was looked at before. */
  readonly hasLast: boolean
  /** Ways to look at this record. */
  readonly panes: number
  /** The page is longer than the screen. */
  readonly scrolls: boolean
  /** Why `p` leads nowhere here; null where it leads somewhere. */
  readonly noPredictions: string | null
  /** The same of `b`. */
  readonly noExplanation: string | null
  /** Why nothing here can be written into a file; null where something can. */
  readonly noExport: string | null
  /** Why nothing here can be starred, rejected or noted; null where it can. */
  readonly noMarks: string | null
  /** Records that a verb is about: marked, or under the cursor. */
  readonly targets: number
  /** They are runs, in their list. */
  readonly deletable: boolean
  /** Why there is nothing to follow, and no failures; null where there is. */
  readonly noFollowing: string | null
  /** There is a file for a pager. */
  readonly hasFile: boolean
  /** Enter does something in this view. */
  readonly paneEnters: boolean
  /** Steps that this view goes through. */
  readonly steps: number
  /** Datasets, to be looked for and repaired. */
  readonly repairable: boolean
  /** Why the row under the cursor cannot be shown at length; null where it can. */
  readonly noPreview: string | null
  /** Why no row here can be the simplest as good as the best; null where one is. */
  readonly noBest: string | null
  /** There are saved views of this list. */
  readonly hasViews: boolean
  /** Changes of this page that can be undone, and done again. */
  readonly undo: number
  readonly redo: number
  /** What Enter would do here, where it goes on with what is chosen; else null. */
  readonly choosing: 'goes on' | string | null
  /** Why a run cannot be dealt with so; null where it can. */
  readonly run: {
    readonly pause: string | null
    readonly cancel: string | null
    readonly retry: string | null
    readonly write: string | null
  }
  /** There is a record with an id. */
  readonly subject: boolean
}

export interface KeyBinding<Id extends string = string> {
  readonly id: Id
  readonly mode: Mode
  readonly section: string
  /** `^d` control, `g g` a sequence, else the name of the key or the character. */
  readonly keys: readonly string[]
  /** For the hint line. */
  readonly label: string
  readonly help: string
  /** How the hint line and the help write the keys, where not as they are. */
  readonly shown?: string
  /** True, or why the key is off. */
  readonly when?: (facts: KeyFacts) => true | string
  /** Means something only with the records of the page: while those are read, it waits for them. */
  readonly records?: boolean
  /** A number may be typed before it. */
  readonly counts?: boolean
  /** Place in the hint line, lowest first; without one only the help names the key. */
  readonly hint?: number
}

type Options = Pick<KeyBinding, 'shown' | 'when' | 'hint' | 'records' | 'counts'>

/** Makes the rows of one part of the table. */
export const keysOf =
  (mode: Mode, section: string, common: Options = {}) =>
  <const Id extends string>(
    id: Id,
    keys: readonly string[],
    label: string,
    help: string,
    options: Options = {},
  ): KeyBinding<Id> => ({ id, mode, section, keys, label, help, ...common, ...options })
