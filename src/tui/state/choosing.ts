import type { Change } from '../screens/screen.ts'
import type { Desk } from './desk.ts'
import { ask } from './dialog.ts'
import type { Place } from './level.ts'
import { markedIds, markRows } from './marks.ts'
import type { Page } from './page.ts'

const next = (page: Page) =>
  page.load.ready ? (page.screen.proceed?.(page.load.data, markedIds(page), page.level.place) ?? null) : null

/** Whether Enter goes on with what is chosen, or why not yet; null where it opens a record. */
export function proceedsTo(page: Page): string | null {
  if (!page.screen.proceed) return null
  const to = next(page) ?? 'The records are still being read.'
  return typeof to === 'string' ? to : 'goes on'
}

export function proceed(desk: Desk) {
  const to = next(desk.page())
  if (to === null || typeof to === 'string') return
  if ('start' in to) desk.execute(to)
  else desk.open(to)
}

function put(desk: Desk, place: Place) {
  desk.changeLevel({ place })
  void desk.readAnew()
}

/** Space: mark rows, or change a setting. */
export function markOrChange(desk: Desk, rows: number) {
  const { screen, list, level } = desk.page()
  const item = list?.items[level.list.cursor]
  const change = item === undefined ? undefined : (screen.list?.change?.(item, level.place) as Change | undefined)
  if (!change) return markRows(desk, rows)
  if ('place' in change) return put(desk, change.place)
  ask(desk, change.ask, change.before, text => {
    const outcome = change.accept(text)
    if (typeof outcome === 'string') return outcome
    put(desk, outcome)
    return null
  })
}
