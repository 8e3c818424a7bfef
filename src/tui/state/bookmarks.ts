import { formatTime } from '../../core/index.ts'
import { openChooser } from './chooser.ts'
import { crumbOf } from './crumb.ts'
import type { Desk } from './desk.ts'
import { remember } from './history.ts'
import { readStack, writeStack } from './session.ts'

interface Bookmark {
  readonly title: string
  readonly at: string
  readonly stack: unknown
}

type Bookmarks = Readonly<Record<string, Bookmark>>

/** Read each time: another dashboard on the workspace may have set one. */
function bookmarksOf({ memory }: Desk): Bookmarks {
  const kept = memory.read('bookmarks')
  if (typeof kept !== 'object' || kept === null) return {}
  const entries = Object.entries(kept as Readonly<Record<string, unknown>>).filter(
    (entry): entry is [string, Bookmark] =>
      /^[a-z]$/.test(entry[0]) && typeof (entry[1] as Bookmark | null)?.title === 'string',
  )
  return Object.fromEntries(entries)
}

/** `m a`, `' a`: the letter that follows. */
const letterOf = (key: string) => key.at(-1)!

export function setBookmark(desk: Desk, key: string) {
  const letter = letterOf(key)
  const { stack } = desk.state()
  const title =
    stack
      .map(level => crumbOf(level, desk.loadOf(level)))
      .slice(1)
      .join(' > ') || 'Home'
  const mark: Bookmark = { title, at: new Date().toISOString(), stack: writeStack(stack) }
  const reason = desk.memory.write('bookmarks', { ...bookmarksOf(desk), [letter]: mark })
  if (reason !== null) return desk.say(`The bookmark cannot be kept: ${reason}`, 'bad')
  desk.say(`Bookmark ${letter}: ${title}. '${letter} leads back here, also after a restart.`, 'good')
}

export function openBookmark(desk: Desk, key: string) {
  const letter = letterOf(key)
  const mark = bookmarksOf(desk)[letter]
  if (!mark) return desk.say(`There is no bookmark ${letter}; m${letter} sets it to this page.`, 'warn')
  const stack = readStack(mark.stack, text => desk.filtering.of(text).problem === null)
  if (stack.length === 0) return desk.say(`Bookmark ${letter} cannot be read any more; m${letter} sets it anew.`, 'bad')
  desk.go(stack)
}

/** Choose one to forget. */
export function forgetBookmark(desk: Desk) {
  const rows = Object.entries(bookmarksOf(desk)).sort(([a], [b]) => (a < b ? -1 : 1))
  if (rows.length === 0) return desk.say('No bookmarks yet: m and a letter sets one.')
  openChooser(desk, 'Forget which bookmark?', () =>
    rows.map(([letter, mark]) => ({
      label: `${letter}  ${mark.title}`,
      detail: `set ${formatTime(mark.at)}`,
      run: () => {
        const { [letter]: _, ...others } = bookmarksOf(desk)
        desk.memory.write('bookmarks', others)
        const undo = () => void desk.memory.write('bookmarks', { ...bookmarksOf(desk), [letter]: mark })
        remember(desk, {
          words: `bookmark ${letter} forgotten`,
          undo,
          redo: () => void desk.memory.write('bookmarks', others),
        })
        desk.say(`Bookmark ${letter} is forgotten; z brings it back.`, 'good')
      },
    })),
  )
}

export function listBookmarks(desk: Desk) {
  const rows = Object.entries(bookmarksOf(desk)).sort(([a], [b]) => (a < b ? -1 : 1))
  if (rows.length === 0) return desk.say('No bookmarks yet: m and a letter sets one.')
  openChooser(desk, 'Bookmarks', () =>
    rows.map(([letter, { title, at }]) => ({
      label: `${letter}  ${title}`,
      detail: `set ${formatTime(at)}`,
      keys: `'${letter}`,
      run: () => openBookmark(desk, letter),
    })),
  )
}
