import { moveKeys } from '../keys/browse-keys.ts'
import type { ActionId } from '../keys.ts'
import { tabScreens } from '../screens/registry.ts'
import { openBookmark, setBookmark } from './bookmarks.ts'
import { choose, closeChooser, moveInChooser, typeInChooser } from './chooser.ts'
import { markOrChange, proceed } from './choosing.ts'
import { moveColumn, sortByBest, sortByCurrent } from './columns.ts'
import { copyTable, openCopies } from './copies.ts'
import type { Desk } from './desk.ts'
import { acceptPrompt, answerYes, closeDialog, editPrompt } from './dialog.ts'
import { openExports } from './exports.ts'
import { acceptFilter, beginFilter, cancelFilter, earlierFilter, editFilter } from './filter-actions.ts'
import { changeView, redo, undo } from './history.ts'
import { closeInfo, openInfo, scrollInfo } from './info.ts'
import { followOrFailures, openInPager } from './job-actions.ts'
import { keyFacts } from './key-facts.ts'
import { siblingLevel } from './level.ts'
import { invertMarks, openComparison } from './marks.ts'
import { openColumns, openPalette, openViews } from './menus.ts'
import { movePage, moveTo } from './moves.ts'
import { extentOf, paneOf, viewsOf } from './page.ts'
import { beginRange, dropRange, markRange } from './range.ts'
import { mend } from './repair.ts'
import { cancelRun, detachRun, pauseOrResume, writeRun } from './run-actions.ts'
import { completeFilter } from './suggestions.ts'
import { editOf, erase, eraseAll, eraseWord, moveBy, type TextEdit } from './text-edit.ts'
import { askNote, askTag, deleteRuns, rejectTargets, starTargets } from './triage.ts'
import { zoomBy } from './zoom.ts'

/** What a key was pressed with: the key itself, and the number typed before it. */
export interface Press {
  readonly key: string
  readonly count: number | null
}

type Action = (desk: Desk, press: Press) => void

/** Move the cursor of the list, or scroll the pane. */
function move(desk: Desk, to: (at: number, height: number, rows: number) => number, page = false) {
  const { list, pane, level, screen } = desk.page()
  if (pane) return desk.changeList({ top: to(level.list.top, pane.height, pane.lines.length) })
  if (!list) return
  const { items, source, height } = list
  const extent = extentOf(list)
  const idOf = (row: number) => source.idOf(items[row])
  const target = to(level.list.cursor, height, items.length)
  const moved = page
    ? movePage(level.list, target - level.list.cursor, extent, idOf)
    : moveTo(level.list, target, extent, idOf)
  // Who looks further up is not taken away from there; the last row is where following goes on.
  const follow = screen.list?.follows === true && moved.cursor === items.length - 1
  desk.changeList({ ...moved, follow })
}

function openSelected(desk: Desk) {
  const { list, level, screen } = desk.page()
  if (screen.proceed) return proceed(desk)
  const item = list?.items[level.list.cursor]
  const enter = paneOf(desk.page())?.enter
  if (enter) return enter(desk)
  if (!list) return openPredictions(desk)
  if (!screen.list || item === undefined) return
  const act = screen.list.act?.(item)
  if (act) return act(desk)
  const siblings = screen.list.mixed ? [] : list.items.map(other => list.source.idOf(other))
  desk.open(screen.list.open(item), siblings)
}

/** The neighbour in the list this record came from. The list follows, so that Esc returns to the record shown last. */
function stepSibling(desk: Desk, by: 1 | -1) {
  const { stack } = desk.state()
  const level = desk.level()
  const position = level.siblings.indexOf(level.place.subject ?? '') + by
  const subject = level.siblings[position]
  if (subject === undefined) return
  const before = stack.slice(0, -1)
  const parent = before.at(-1)!
  desk.go([
    ...before.slice(0, -1),
    { ...parent, list: { ...parent.list, cursor: position, selected: subject } },
    siblingLevel(level, subject),
  ])
}

function back(desk: Desk) {
  if (desk.level().list.anchor !== null) return dropRange(desk)
  const { stack } = desk.state()
  if (stack.length === 2) desk.jump('home')
  else desk.go(stack.slice(0, -1))
}

function changePane(desk: Desk, by: 1 | -1) {
  const page = desk.page()
  const views = viewsOf(page)
  const next = views[(views.indexOf(page.pane?.id ?? null) + by + views.length) % views.length]
  if (next !== undefined) desk.changeLevel({ pane: next, list: { ...desk.level().list, top: 0 } })
}

function openPredictions(desk: Desk) {
  const { screen, load, list, level } = desk.page()
  const place = screen.predictions?.(load.data, list?.items[level.list.cursor])
  if (place && typeof place !== 'string') desk.open(place)
}

function openExplanation(desk: Desk) {
  const { screen, load, list, level } = desk.page()
  const place = screen.explanation?.(load.data, list?.items[level.list.cursor])
  if (place && typeof place !== 'string') desk.open(place)
}

function requestQuit(desk: Desk) {
  if (desk.ownRun()?.executing()) desk.change({ mode: 'quit' })
  else void desk.leave()
}

const sure = 2000
const armed = new WeakMap<Desk, number>()

function interrupt(desk: Desk) {
  const before = armed.get(desk)
  armed.set(desk, Date.now())
  if (before !== undefined && Date.now() - before < sure) requestQuit(desk)
  else desk.say('Press ^c again to quit.', 'warn')
}

const edited =
  (edit: (edit: TextEdit) => TextEdit): Action =>
  desk => {
    const { draft } = desk.state()
    if (draft) editFilter(desk, edit(draft.edit))
  }

const length = ({ text }: TextEdit) => [...text].length

const actions: Readonly<Record<ActionId, Action>> = {
  down: (desk, { count }) => move(desk, at => at + (count ?? 1)),
  up: (desk, { count }) => move(desk, at => at - (count ?? 1)),
  'half-down': desk => move(desk, (at, height) => at + Math.ceil(height / 2), true),
  'half-up': desk => move(desk, (at, height) => at - Math.ceil(height / 2), true),
  'page-down': desk => move(desk, (at, height) => at + height, true),
  'page-up': desk => move(desk, (at, height) => at - height, true),
  top: (desk, { count }) => move(desk, () => (count ?? 1) - 1),
  bottom: (desk, { count }) => move(desk, (_at, _height, rows) => (count ?? rows) - 1),
  'column-left': (desk, { count }) => moveColumn(desk, -(count ?? 1)),
  'column-right': (desk, { count }) => moveColumn(desk, count ?? 1),
  open: openSelected,
  back,
  previous: desk => stepSibling(desk, -1),
  next: desk => stepSibling(desk, 1),
  pane: desk => changePane(desk, 1),
  'pane-back': desk => changePane(desk, -1),
  predictions: openPredictions,
  explain: openExplanation,
  'last-view': desk => desk.goLast(),
  'set-bookmark': (desk, { key }) => setBookmark(desk, key),
  'open-bookmark': (desk, { key }) => openBookmark(desk, key),
  filter: beginFilter,
  'clear-filter': desk => changeView(desk, 'the filter', { filter: '' }),
  sort: desk => sortByCurrent(desk, false),
  'sort-then': desk => sortByCurrent(desk, true),
  'sort-best': sortByBest,
  preview: desk => desk.changeList({ preview: !desk.level().list.preview }),
  undo,
  redo,
  copy: openCopies,
  export: openExports,
  mark: (desk, { count }) => (desk.level().list.anchor === null ? markOrChange(desk, count ?? 1) : markRange(desk)),
  range: desk => (desk.level().list.anchor === null ? beginRange(desk) : markRange(desk)),
  'zoom-in': desk => zoomBy(desk, 1),
  'zoom-out': desk => zoomBy(desk, -1),
  'invert-marks': invertMarks,
  compare: openComparison,
  columns: openColumns,
  views: openViews,
  palette: openPalette,
  star: starTargets,
  reject: rejectTargets,
  note: askNote,
  tag: askTag,
  'copy-table': copyTable,
  'delete-run': deleteRuns,
  choose,
  'choose-cancel': closeChooser,
  'choose-down': desk => moveInChooser(desk, 1),
  'choose-up': desk => moveInChooser(desk, -1),
  'choose-page-down': desk => moveInChooser(desk, 10),
  'choose-page-up': desk => moveInChooser(desk, -10),
  'choose-erase': desk => typeInChooser(desk, erase),
  'choose-erase-all': desk => typeInChooser(desk, eraseAll),
  jump: (desk, { key }) => {
    const screen = tabScreens[Number(key) - 1]
    if (screen) desk.jump(screen.id)
  },
  refresh: desk => {
    void desk.live.refresh()
    void desk.readAnew().then(() => desk.page().load.error === null && desk.say('Read again.'))
  },
  help: desk => desk.change({ mode: 'help', help: { edit: editOf(''), top: 0 }, message: null }),
  quit: desk => (desk.state().stack.length > 1 ? desk.jump('home') : requestQuit(desk)),
  redraw: desk => desk.host.redraw(),
  interrupt,
  'filter-accept': acceptFilter,
  'filter-cancel': cancelFilter,
  'filter-complete': desk => completeFilter(desk, 1),
  'filter-complete-back': desk => completeFilter(desk, -1),
  info: openInfo,
  'info-close': closeInfo,
  'info-down': desk => scrollInfo(desk, 5),
  'info-up': desk => scrollInfo(desk, -5),
  'edit-left': edited(edit => moveBy(edit, -1)),
  'edit-right': edited(edit => moveBy(edit, 1)),
  'edit-home': edited(edit => moveBy(edit, -length(edit))),
  'edit-end': edited(edit => moveBy(edit, length(edit))),
  'edit-erase': edited(erase),
  'edit-erase-word': edited(eraseWord),
  'edit-erase-all': edited(eraseAll),
  'edit-earlier': earlierFilter,
  'help-close': desk => desk.change({ mode: 'browse' }),
  'help-down': desk => desk.change({ help: { ...desk.state().help, top: desk.state().help.top + 5 } }),
  'help-up': desk => desk.change({ help: { ...desk.state().help, top: Math.max(0, desk.state().help.top - 5) } }),
  'help-erase': desk => desk.change({ help: { edit: erase(desk.state().help.edit), top: 0 } }),
  'quit-yes': desk => void desk.leave(),
  'quit-no': desk => desk.change({ mode: 'browse' }),
  'alert-close': desk => desk.change({ mode: 'browse', alert: null }),
  'alert-interrupt': desk => void desk.leave(),
  'new-run': desk => desk.open({ screen: 'new-run', subject: null }),
  'pause-run': pauseOrResume,
  'cancel-run': cancelRun,
  mend,
  follow: followOrFailures,
  pager: openInPager,
  'write-run': desk => writeRun(desk),
  'detach-run': detachRun,
  'prompt-accept': acceptPrompt,
  'prompt-cancel': closeDialog,
  'prompt-left': desk => editPrompt(desk, edit => moveBy(edit, -1)),
  'prompt-right': desk => editPrompt(desk, edit => moveBy(edit, 1)),
  'prompt-erase': desk => editPrompt(desk, erase),
  'prompt-erase-word': desk => editPrompt(desk, eraseWord),
  'prompt-erase-all': desk => editPrompt(desk, eraseAll),
  'confirm-yes': answerYes,
  'confirm-no': closeDialog,
}

/** What a range that is being marked outlives. */
const aside: ReadonlySet<ActionId> = new Set([
  ...moveKeys.map(({ id }) => id),
  ...(['mark', 'range', 'back', 'help', 'redraw', 'interrupt', 'zoom-in', 'zoom-out', 'info'] as const),
])

/** Do what a binding says, or say why not. */
export function perform(desk: Desk, id: ActionId, press: Press) {
  const binding = desk.keys.bindings.find(other => other.id === id)!
  const allowed = binding.when?.(keyFacts(desk)) ?? true
  if (allowed === true) {
    // A verb in the middle of a range is about its rows.
    if (desk.level().list.anchor !== null && binding.mode === 'browse' && !aside.has(id)) markRange(desk)
    actions[id](desk, press)
  }
  if (allowed !== true)
    desk.say(`${press.key === ' ' ? 'space' : press.key.replace(' ', '')} is off here: ${allowed}`, 'warn')
}

export const actionIds = Object.keys(actions)
