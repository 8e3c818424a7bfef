import type { Desk } from './desk.ts'
import type { ListState } from './level.ts'

/** Something that can be taken back, in words that end "Undone: …". */
export interface Change {
  readonly words: string
  readonly undo: () => void | Promise<void>
  readonly redo: () => void | Promise<void>
}

interface History {
  readonly past: Change[]
  readonly future: Change[]
}

const kept = 200

const histories = new WeakMap<Desk, Map<number, History>>()

/** Each page has its own: what is undone is seen. */
function historyOf(desk: Desk): History {
  const own = histories.get(desk) ?? new Map<number, History>()
  histories.set(desk, own)
  const { key } = desk.level()
  const history = own.get(key) ?? { past: [], future: [] }
  own.set(key, history)
  return history
}

export function remember(desk: Desk, change: Change) {
  const { past, future } = historyOf(desk)
  past.push(change)
  if (past.length > kept) past.shift()
  future.length = 0
}

type ViewOfList = Partial<Pick<ListState, 'filter' | 'sort' | 'hidden' | 'order' | 'group' | 'marked'>>

/** Change what a list shows, so that it can be undone. `before`, where it is shown already. */
export function changeView(desk: Desk, words: string, after: ViewOfList, before?: ViewOfList) {
  const { list } = desk.level()
  const names = Object.keys(after) as readonly (keyof ViewOfList)[]
  const was = before ?? Object.fromEntries(names.map(name => [name, list[name]]))
  desk.changeList(after)
  if (names.every(name => was[name] === after[name])) return
  remember(desk, { words, undo: () => desk.changeList(was), redo: () => desk.changeList(after) })
}

/** How many changes of this page can be taken back, and brought back. */
export const undoable = (desk: Desk) => {
  const { past, future } = historyOf(desk)
  return { undo: past.length, redo: future.length }
}

async function step(desk: Desk, from: Change[], to: Change[], which: 'undo' | 'redo', said: string) {
  const change = from.pop()
  if (!change) return
  try {
    await change[which]()
    to.push(change)
    desk.say(`${said}: ${change.words}.`, 'good')
  } catch (error) {
    desk.say(error instanceof Error ? error.message.split('\n')[0]! : String(error), 'bad')
  }
}

export function undo(desk: Desk) {
  const { past, future } = historyOf(desk)
  void step(desk, past, future, 'undo', 'Undone')
}

export function redo(desk: Desk) {
  const { past, future } = historyOf(desk)
  void step(desk, future, past, 'redo', 'Done again')
}
