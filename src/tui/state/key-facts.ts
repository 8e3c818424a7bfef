import type { KeyFacts } from '../keys.ts'
import { proceedsTo } from './choosing.ts'
import { noBest } from './columns.ts'
import type { Desk } from './desk.ts'
import { noExport } from './exports.ts'
import { undoable } from './history.ts'
import { fileOf, noFollowing } from './job-actions.ts'
import { canMark, markedIds } from './marks.ts'
import { viewSubjectOf } from './menus.ts'
import { noPreview, paneOf, viewsOf } from './page.ts'
import { repairIds } from './repair.ts'
import { runFacts } from './run-actions.ts'
import { targetIds } from './triage.ts'

/** What the keys depend on, at this moment. */
export function keyFacts(desk: Desk): KeyFacts {
  const page = desk.page()
  const { screen, level, list, pane, load } = page
  const item = list?.items[level.list.cursor]
  const leads = screen.predictions?.(load.data, item) ?? 'Predictions belong to a result: open a result first.'
  const explains = screen.explanation?.(load.data, item) ?? 'A result is explained: open a result first.'
  return {
    hasList: screen.source !== undefined && pane === null,
    ready: load.ready,
    rows: list?.items.length ?? 0,
    filtered: level.list.filter !== '',
    markable: list !== null && (canMark(screen) || screen.list?.change !== undefined),
    comparable: screen.list?.compare !== undefined,
    choosing: proceedsTo(page),
    run: runFacts(desk),
    marked: markedIds(page).length,
    depth: desk.state().stack.length,
    siblings: level.siblings.length,
    position: level.siblings.indexOf(level.place.subject ?? ''),
    hasLast: desk.hasLast(),
    panes: load.ready ? viewsOf(page).length : 0,
    scrolls: pane !== null && pane.lines.length > pane.height,
    noPredictions: typeof leads === 'string' ? leads : null,
    noExplanation: typeof explains === 'string' ? explains : null,
    noExport: noExport(page),
    noMarks: screen.marks ? null : 'Runs, results and predictions can be starred, rejected, tagged and noted.',
    targets: targetIds(page).length,
    noFollowing: noFollowing(page),
    hasFile: fileOf(page) !== null,
    paneEnters: paneOf(page)?.enter !== undefined,
    steps: load.ready ? (paneOf(page)?.steps?.(load.data) ?? 0) : 0,
    repairable: repairIds(page).length > 0,
    deletable: screen.marks === 'run' && screen.source !== undefined,
    noBest: noBest(page),
    noPreview: noPreview(page, desk.state().size),
    hasViews: viewSubjectOf(page) !== null,
    ...undoable(desk),
    subject: item !== undefined || screen.copy !== undefined || level.place.subject !== null,
  }
}
