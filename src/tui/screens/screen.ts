import type {
  Column,
  Engine,
  MarkSubject,
  MetricCard,
  ResultRecord,
  RunRecord,
  RunRequest,
  TableDisplay,
} from '../../core/index.ts'
import type { Line } from '../components/line.ts'
import type { Desk } from '../state/desk.ts'
import type { JobLogs } from '../state/job-logs.ts'
import type { Place, ScreenId } from '../state/level.ts'
import type { ListSource } from '../state/list-view.ts'
import type { LiveSnapshot } from '../state/live-runs.ts'
import type { Reading } from '../state/loads.ts'
import type { Looked } from '../state/looked.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import type { Tone } from '../theme/theme.ts'

/** What a page may draw with and on. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly glyphs: Glyphs
  readonly live: LiveSnapshot
  readonly metrics: readonly MetricCard[]
  readonly workspace: string
  /** Of a view that goes through steps, which. */
  readonly step: number
}

/** What has happened since a page was read. */
export interface Grown {
  readonly results: readonly ResultRecord[]
  readonly live: LiveSnapshot
  readonly metrics: readonly MetricCard[]
}

/** One way to look at a record; Tab goes to the next that fits. Lines beyond the height are scrolled to. */
export interface Pane<Data> {
  readonly id: string
  readonly title: string
  /** Whether it can be shown in this room, for these data. */
  readonly fits?: (size: { readonly width: number; readonly height: number }, data: Data) => boolean
  readonly lines: (data: Data, drawing: Drawing) => readonly Line[]
  /** Reads what it shows beyond the record, when it is looked at and `lacks` it. What fails is kept among the data. */
  readonly read?: (engine: Engine, data: Data, place: Place, reading: Reading<Data>) => Promise<Data>
  readonly lacks?: (data: Data, place: Place) => boolean
  /** How many steps there are to go through. */
  readonly steps?: (data: Data) => number
  /** What Enter does. */
  readonly enter?: (desk: Desk) => void
}

/** What becomes of a setting: another state of the page, or a line to be typed, which gives one or says why not. */
export type Change =
  | { readonly place: Place }
  | { readonly ask: string; readonly before: string; readonly accept: (text: string) => Place | string }

export interface ScreenList<Data, Item> {
  readonly items: (data: Data) => readonly Item[]
  readonly columns: (items: readonly Item[], metrics: readonly MetricCard[], glyphs: Glyphs) => readonly Column<Item>[]
  readonly idOf: (item: Item) => string
  /** Where Enter leads. */
  readonly open: (item: Item) => Place
  /** What Enter does in place of opening a page; undefined where it opens one. */
  readonly act?: (item: Item) => ((desk: Desk) => void) | undefined
  /** Where `c` leads with the marked rows; without it rows cannot be marked. */
  readonly compare?: (ids: readonly string[]) => Place
  /** Rows can be marked, and Enter goes on with them in place of opening one. */
  readonly choose?: true
  /** What space does to a row in place of marking it. */
  readonly change?: (item: Item, place: Place) => Change
  /** Rows are added at its end, where the cursor may stay. */
  readonly follows?: true
  /** Its rows are of several kinds, so that a record opened from it has no neighbours. */
  readonly mixed?: boolean
  /** Colour beside the words of a cell. */
  readonly tone?: (item: Item, key: string) => Tone | undefined
  /** A sign before the words of the cell under this key. */
  readonly sign?: { readonly key: string; readonly of: (item: Item, glyphs: Glyphs) => string }
  /** Key of the column by which the best choice stands first. */
  readonly best?: string
  /** In which order the engine gives the rows. */
  readonly order: string
  /** A filter that makes sense here. */
  readonly example: string
  /** What to do next where there is nothing. */
  readonly whenEmpty: (data: Data) => readonly string[]
}

/** One page of the dashboard. It loads through the engine and draws; what a user does to it is kept elsewhere. */
export interface Screen<Data, Item = never> {
  readonly id: ScreenId
  readonly title: string
  /** Its number among the tabs. */
  readonly tab?: number
  readonly load: (
    engine: Engine,
    place: Place,
    reading: Reading<Data> & { readonly looked: Looked; readonly logs: JobLogs },
  ) => Promise<Data>
  /** Read again after so many milliseconds, as long as it is looked at; null where nothing changes by itself. */
  readonly every?: (data: Data) => number | null
  /** The file that is shown, or belongs to the row: for the user's own programs. */
  readonly file?: (data: Data, item: Item | undefined) => string | null
  /** Reading it may take long, so leaving the page ends it. */
  readonly lasting?: true
  /** Read again when runs come, go or change their state. */
  readonly live: boolean
  /** What its rows are, or its record, where people star, note and tag them. */
  readonly marks?: MarkSubject
  /** Its records with results that were stored since they were read, and with the counts of the runs under way. */
  readonly grow?: (data: Data, grown: Grown, place: Place) => Data
  /** Name in the breadcrumb, once the record is known. */
  readonly crumb?: (data: Data, place: Place) => string
  /** Lines above the list, or above the pane. */
  readonly head?: (data: Data, drawing: Drawing) => readonly Line[]
  readonly list?: ScreenList<Data, Item>
  /** A small table under the list, where there is room for both. */
  readonly foot?: (data: Data, metrics: readonly MetricCard[]) => TableDisplay
  /** What is to be seen of the row under the cursor, beside the list of a wide screen. Reads nothing. */
  readonly preview?: (data: Data, item: Item, drawing: Drawing) => readonly Line[]
  /** Beside the list, where there is room for both. */
  readonly aside?: (data: Data, drawing: Drawing) => readonly Line[]
  readonly panes?: readonly Pane<Data>[]
  /** Where `p` leads, or why it leads nowhere. */
  readonly predictions?: (data: Data | undefined, item: Item | undefined) => Place | string
  /** Where Enter goes on to with the marked rows, or a run to start; or why not yet. */
  readonly proceed?: (
    data: Data,
    marked: readonly string[],
    place: Place,
  ) => Place | string | { readonly start: RunRequest }
  /** What `y` copies in place of an id. */
  readonly copy?: (data: Data) => string
  /** What `e` writes of a page that is no list: records, and the table that people are shown of them. */
  readonly exported?: (
    data: Data,
    metrics: readonly MetricCard[],
  ) => { readonly name: string; readonly records: readonly object[]; readonly table: () => TableDisplay }
  /** The one record that the page shows. */
  readonly record?: (data: Data) => object
  /** The run that is put together here. */
  readonly request?: (data: Data) => RunRequest
  /** Ids of the datasets that R repairs where none are marked. */
  readonly repairs?: (data: Data, item: Item | undefined) => readonly string[]
  /** The run that keys for runs mean. */
  readonly run?: (data: Data, item: Item | undefined) => RunRecord | undefined
  /** Where `b` leads, or why it leads nowhere. */
  readonly explanation?: (data: Data | undefined, item: Item | undefined) => Place | string
}

/** As the registry holds it: only the screen itself knows what its data are. */
export interface AnyScreen extends Omit<Screen<unknown, unknown>, 'list'> {
  readonly list?: Omit<ScreenList<unknown, unknown>, 'items' | 'columns'>
  readonly source?: (data: unknown, metrics: readonly MetricCard[], glyphs: Glyphs) => ListSource
}

/** Data reach a screen only from its own `load`, which is what makes the change of type sound. */
export function defineScreen<Data, Item = never>(screen: Screen<Data, Item>): AnyScreen {
  const { list } = screen
  const source = list && {
    source: (data: Data, metrics: readonly MetricCard[], glyphs: Glyphs): ListSource<Item> => {
      const items = list.items(data)
      const { sign } = list
      const columns = list
        .columns(items, metrics, glyphs)
        .map(column =>
          sign?.key === column.key
            ? { ...column, text: (item: Item) => `${sign.of(item, glyphs)} ${column.text(item)}` }
            : column,
        )
      return { items, columns, idOf: list.idOf }
    },
  }
  return { ...screen, ...source } as unknown as AnyScreen
}
