import { freshList, type Level, type ListState, newLevel, type Place, type Sort, screenIds } from './level.ts'

/** More ids of neighbours or of marks are not worth their bytes: a level without neighbours only lacks `[` and `]`. */
const mostIds = 2000

/** Steps of a new run hold a half-made request, which belongs to its moment. */
const lasting = ({ place }: Level) => !place.screen.startsWith('new-run')

const few = (ids: Iterable<string>): readonly string[] => {
  const all = [...ids]
  return all.length <= mostIds ? all : []
}

/** One level as JSON. */
function written({ place, list, pane, siblings }: Level) {
  const { selected, column, sort, filter, marked, hidden, order, group, preview } = list
  const { screen, subject, title, ids } = place
  return {
    screen,
    subject,
    ...(title === undefined ? {} : { title }),
    ...(ids === undefined ? {} : { ids: few(ids) }),
    pane,
    siblings: few(siblings),
    list: { selected, column, sort, filter, marked: few(marked), hidden: [...hidden], order, group, preview },
  }
}

/** The way from Home to a page, as JSON. */
export function writeStack(stack: readonly Level[]): readonly unknown[] {
  const end = stack.findIndex(level => !lasting(level))
  return (end < 0 ? stack : stack.slice(0, end)).map(written)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []

function sortOf(value: unknown): readonly Sort[] {
  if (!Array.isArray(value)) return []
  return value.flatMap(item =>
    isObject(item) && typeof item.key === 'string' ? [{ key: item.key, descending: item.descending === true }] : [],
  )
}

function listOf(value: unknown, readable: (filter: string) => boolean): ListState {
  if (!isObject(value)) return freshList
  const filter = textOf(value.filter) ?? ''
  return {
    ...freshList,
    selected: textOf(value.selected),
    column: textOf(value.column),
    sort: sortOf(value.sort),
    // The language may have changed since, or somebody edited the file.
    filter: readable(filter) ? filter : '',
    marked: new Set(textsOf(value.marked)),
    hidden: new Set(textsOf(value.hidden)),
    preview: value.preview === true,
    order: textsOf(value.order),
    group: textOf(value.group),
  }
}

function levelOf(value: unknown, readable: (filter: string) => boolean): Level | null {
  if (!isObject(value)) return null
  const screen = screenIds.find(id => id === value.screen)
  if (screen === undefined) return null
  const title = textOf(value.title)
  const place: Place = {
    screen,
    subject: textOf(value.subject),
    ...(title === null ? {} : { title }),
    ...(Array.isArray(value.ids) ? { ids: textsOf(value.ids) } : {}),
  }
  const level: Level = {
    ...newLevel(place, textsOf(value.siblings)),
    list: listOf(value.list, readable),
    pane: textOf(value.pane),
  }
  return lasting(level) ? level : null
}

/** As far as it can be read: what stands behind the first level that makes no sense is left out. */
export function readStack(value: unknown, readable: (filter: string) => boolean): readonly Level[] {
  const levels: Level[] = []
  for (const item of Array.isArray(value) ? value : []) {
    const level = levelOf(item, readable)
    if (!level || (level.place.screen === 'home') !== (levels.length === 0)) break
    levels.push(level)
  }
  return levels
}
