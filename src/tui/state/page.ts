import type { MetricCard, RecordFilter, TableDisplay } from '../../core/index.ts'
import { borderedHeight } from '../components/bordered-height.ts'
import type { Line } from '../components/line.ts'
import type { AnyScreen, Drawing, Pane } from '../screens/screen.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import { type Group, topInGroups } from './groups.ts'
import { frameOf, type Size, type Zoom } from './layout.ts'
import type { Level } from './level.ts'
import type { ListSource, ListView } from './list-view.ts'
import type { LiveSnapshot } from './live-runs.ts'
import type { Load } from './loads.ts'
import type { Extent } from './moves.ts'

/** The rows of a list as filtered and sorted now, and how many of them fit. */
export interface OpenList {
  readonly source: ListSource
  readonly items: readonly unknown[]
  /** Where alike rows stand together; headings take lines as well. */
  readonly groups: readonly Group[] | null
  readonly height: number
}

export interface OpenPane {
  readonly id: string
  readonly lines: readonly Line[]
  readonly height: number
  /** Those that fitText, in order. */
  readonly all: readonly Pane<unknown>[]
}

/** The view that is shown, as the screen declares it. */
export const paneOf = ({ pane }: Pick<Page, 'pane'>): Pane<unknown> | undefined =>
  pane?.all.find(({ id }) => id === pane.id)

/** Everything that is to be seen of one level, computed once for the keys and for the screen. */
export interface Page {
  readonly screen: AnyScreen
  readonly level: Level
  readonly load: Load
  readonly tabs: boolean
  /** The lines above the body, and the rule below it. */
  readonly frame: boolean
  readonly body: number
  readonly head: readonly Line[]
  readonly list: OpenList | null
  readonly pane: OpenPane | null
  readonly foot: TableDisplay | null
  readonly aside: { readonly width: number; readonly lines: readonly Line[] } | null
  /** The row under the cursor at length, below the list. */
  readonly below: readonly Line[] | null
}

export interface PageInput {
  readonly screen: AnyScreen
  readonly level: Level
  readonly load: Load
  readonly size: Size
  readonly zoom: Zoom
  readonly matches: RecordFilter | null
  readonly view: ListView
  readonly sourceOf: (screen: AnyScreen, data: unknown) => ListSource
  readonly glyphs: Glyphs
  readonly live: LiveSnapshot
  readonly metrics: readonly MetricCard[]
  readonly workspace: string
}

/** Ids of the ways to look at a page, in the order of Tab; null is its list. */
export const viewsOf = ({ screen, pane }: Page): readonly (string | null)[] => [
  ...(screen.source ? [null] : []),
  ...(pane?.all ?? screen.panes ?? []).map(({ id }) => id),
]

export function openPage(input: PageInput): Page {
  const { screen, level, load, size, zoom } = input
  const { tabs, frame, body } = frameOf(size, screen.source !== undefined, zoom)
  const width = size.columns
  const drawing: Drawing = { ...input, step: level.step, width, height: body }
  const head = load.ready && zoom === 0 ? (screen.head?.(load.data, drawing) ?? []) : []
  const rest = Math.max(1, body - head.length)
  const viewed = screen.panes !== undefined && (!screen.source || level.pane !== null)
  const preview = zoom === 0 && level.list.preview && screen.preview !== undefined
  const belowHeight = preview && width < roomForPreview ? previewHeight(size) : 0
  const list = load.ready && screen.source && !viewed ? openList(input, Math.max(1, rest - 1 - belowHeight)) : null
  const aside = list && zoom === 0 ? openAside(input, list, { ...drawing, height: rest }) : null
  return {
    screen,
    level,
    load,
    tabs,
    frame,
    body,
    head,
    list,
    aside,
    below: list && belowHeight > 0 ? openBelow(input, list, { ...drawing, height: belowHeight }) : null,
    foot: list && zoom === 0 && !aside && belowHeight === 0 ? openFoot(input, list) : null,
    pane: load.ready && screen.panes && viewed ? openPane(input, screen.panes, { ...drawing, height: rest }) : null,
  }
}

function openList({ screen, level, load, matches, view, sourceOf }: PageInput, height: number): OpenList {
  const source = sourceOf(screen, load.data)
  return { source, ...view(source, matches, level.list.sort, level.list.group), height }
}

/** Narrower, a list needs all of the width; one with many columns needs more of it. */
const roomForAside = 110
const roomForPreview = 160

function openAside({ screen, load, level }: PageInput, { items }: OpenList, drawing: Drawing): Page['aside'] {
  const item = items[level.list.cursor]
  if (screen.aside && drawing.width >= roomForAside) {
    const width = Math.min(84, Math.floor(drawing.width * 0.42))
    return { width, lines: screen.aside(load.data, { ...drawing, width }) }
  }
  if (level.list.preview && screen.preview && item !== undefined && drawing.width >= roomForPreview) {
    const width = Math.min(84, Math.floor(drawing.width * 0.36))
    return { width, lines: screen.preview(load.data, item, { ...drawing, width }) }
  }
  return null
}

/** The rows to move among. */
export function extentOf({ items, groups, height }: Pick<OpenList, 'items' | 'groups' | 'height'>): Extent {
  const extent = { rows: items.length, height }
  if (!groups || items.length === 0) return extent
  return { ...extent, topOf: (cursor, top) => topInGroups(groups, cursor, top, extent) }
}

/** An empty line and a title. */
export const footMargin = 2

/** Only under a list that is seen whole. */
function openFoot({ screen, load, metrics }: PageInput, { items, groups, height }: OpenList): TableDisplay | null {
  if (groups) return null
  const display = screen.foot?.(load.data, metrics)
  const room = height - items.length - footMargin
  return display && display.rows.length > 0 && items.length > 0 && borderedHeight(display) <= room ? display : null
}

function openPane({ level, load }: PageInput, panes: readonly Pane<unknown>[], drawing: Drawing): OpenPane {
  const all = panes.filter(({ fits }) => fits?.(drawing, load.data) ?? true)
  const pane = all.find(({ id }) => id === level.pane) ?? all[0]!
  return { id: pane.id, lines: pane.lines(load.data, drawing), height: drawing.height, all }
}

/** Lines for a row at length below its list: none where the list itself has hardly room. */
const previewHeight = ({ rows }: Size): number => (rows >= 45 ? 20 : rows >= 30 ? 13 : 0)

/** Why the row under the cursor cannot be shown at length here; null where it can. */
export function noPreview({ screen, list }: Page, size: Size): string | null {
  if (!list || !screen.preview) return 'Rows of results can be shown at length in their list.'
  if (list.items.length === 0) return 'There is no row.'
  return size.columns >= roomForPreview || previewHeight(size) > 0
    ? null
    : 'There is no room for it: 30 rows or 160 columns are needed.'
}

function openBelow({ screen, load, level }: PageInput, { items }: OpenList, drawing: Drawing): readonly Line[] {
  const item = items[level.list.cursor]
  const lines =
    item === undefined ? [] : (screen.preview?.(load.data, item, { ...drawing, height: drawing.height - 1 }) ?? [])
  return [[[drawing.glyphs.rule.repeat(drawing.width), 'faint']], ...lines]
}
