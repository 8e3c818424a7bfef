import type { Chain } from './chains.ts'
import type { RunDraft } from './run-draft.ts'

export const screenIds = [
  'home',
  'runs',
  'run',
  'new-run',
  'new-run-datasets',
  'new-run-settings',
  'new-run-review',
  'results',
  'result',
  'explanation',
  'compare',
  'predictions',
  'prediction',
  'datasets',
  'dataset',
  'repair',
  'repairs',
  'jobs',
  'log',
  'templates',
  'template',
  'operators',
  'operator',
] as const
export type ScreenId = (typeof screenIds)[number]

/** Which page: a screen, and what it is about. */
export interface Place {
  readonly screen: ScreenId
  /** Id of the record it shows; of a list, of the record the list belongs to. */
  readonly subject: string | null
  /** The records it is about, where they are several. */
  readonly ids?: readonly string[]
  /** What was chosen so far for a new run. */
  readonly run?: RunDraft
  /** How a dataset is looked for: folders to look through, and whether every candidate is read whole. */
  readonly looking?: { readonly search?: readonly string[]; readonly full?: true }
  /** For the breadcrumb, where the screen itself does not know better. */
  readonly title?: string
  /** What the spectra of a dataset go through before they are drawn. */
  readonly chain?: Chain
  /** The view it begins with, in place of the first. */
  readonly pane?: string
  /** Its list begins at its end, and stays there while rows come. */
  readonly follow?: true
  /** The filter its list begins with. */
  readonly filter?: string
}

export interface Sort {
  readonly key: string
  readonly descending: boolean
}

/** Where a user stands in a list. */
export interface ListState {
  readonly cursor: number
  /** Id of the row under the cursor: it is found again when rows come and go. */
  readonly selected: string | null
  /** The cursor stays on the last row while rows come. */
  readonly follow: boolean
  /** First row on the screen. */
  readonly top: number
  /** Key of the current column; null until the user has moved. */
  readonly column: string | null
  /** The most important first; none: as the engine gives the rows. */
  readonly sort: readonly Sort[]
  readonly filter: string
  /** Ids of the marked rows, in the order of their marks. */
  readonly marked: ReadonlySet<string>
  /** Keys of the columns that are not shown. */
  readonly hidden: ReadonlySet<string>
  /** Keys of columns in the order of the user; others follow as they come. Empty: as they come. */
  readonly order: readonly string[]
  /** Key of the column whose alike rows stand together under a heading. */
  readonly group: string | null
  /** The row under the cursor is shown at length beside the list, or below it. */
  readonly preview: boolean
  /** Where the range of rows begins that is being marked. */
  readonly anchor: { readonly row: number; readonly id: string } | null
}

/** One step of the way from Home; Esc takes the last one away and finds the one before as it was. */
export interface Level {
  readonly key: number
  readonly place: Place
  readonly list: ListState
  readonly pane: string | null
  /** Of a view that goes through steps, which; the last where there are not so many. */
  readonly step: number
  /** Ids of the list this record was opened from, in the order it showed them. */
  readonly siblings: readonly string[]
}

export const freshList: ListState = {
  cursor: 0,
  selected: null,
  follow: false,
  top: 0,
  column: null,
  sort: [],
  filter: '',
  marked: new Set(),
  hidden: new Set(),
  order: [],
  group: null,
  preview: false,
  anchor: null,
}

let lastKey = 0

export function newLevel(place: Place, siblings: readonly string[] = []): Level {
  const list = { ...freshList, filter: place.filter ?? '', follow: place.follow ?? false }
  return { key: ++lastKey, place, list, pane: place.pane ?? null, step: 0, siblings }
}

/** Another record of the same kind, looked at in the same way. */
export function siblingLevel({ place: { screen, chain }, siblings, pane, step }: Level, subject: string): Level {
  return { ...newLevel({ screen, subject, ...(chain ? { chain } : {}) }, siblings), pane, step }
}
