import { formatCount, type UserMemory } from '../../core/index.ts'
import type { Desk } from './desk.ts'
import type { Level } from './level.ts'
import { readStack, writeStack } from './session.ts'

/** What was left: the way to the page, and the tabs as they stood. */
export interface Session {
  readonly stack: readonly Level[]
  readonly roots: readonly Level[]
}

/** Nothing is remembered, as in tests. */
export const noMemory: UserMemory = { folder: '', read: () => undefined, write: () => null }

/** What the dashboard remembered when it was left last; null where nothing of it can be read. */
export function readSession(memory: UserMemory, readable: (filter: string) => boolean): Session | null {
  const kept = memory.read('session') as { readonly stack?: unknown; readonly roots?: unknown } | null | undefined
  const stack = readStack(kept?.stack, readable)
  if (stack.length === 0) return null
  const roots = Array.isArray(kept?.roots)
    ? kept.roots.flatMap(root => readStack([{ screen: 'home' }, root], readable).slice(1))
    : []
  return { stack, roots }
}

export const asLeft = 'As you left it. q leads Home; `n4a tui --fresh` begins there.'

/** Who stands elsewhere than at Home is told that something is new there, once that is known. */
export function tellNews(desk: Desk) {
  const greeted = () => desk.state().message?.text === asLeft
  if (!greeted()) return
  const stop = desk.live.subscribe(() => {
    const { runs } = desk.live.snapshot()
    if (runs === null) return
    stop()
    const fresh = runs.reduce((sum, run) => sum + desk.looked.news(run), 0)
    if (fresh === 0 || !greeted()) return
    desk.say(
      `As you left it; since then ${formatCount(fresh, 'new result')}, which Home lists (${desk.keys.text('quit')}).`,
      'accent',
    )
  })
}

/** How long nothing may change before it is written, in milliseconds: never while a key is held. */
const quiet = 1000

/** Keeps the session on the disk while nothing happens, and when the dashboard ends. Costs nothing where nothing changes. */
export function keepSession(desk: Desk): { readonly stop: () => void } {
  let last = ''
  let timer: NodeJS.Timeout | undefined
  let told = false
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const session = { stack: writeStack(desk.state().stack), roots: writeStack(desk.roots()) }
    const text = JSON.stringify(session)
    if (text === last) return
    last = text
    const reason = desk.memory.write('session', session)
    if (reason === null || told) return
    told = true
    desk.say(`Where you are cannot be remembered: ${reason}`, 'warn')
  }
  let stack = desk.state().stack
  const unsubscribe = desk.subscribe(() => {
    // Most changes are of messages, sizes and of what is being read.
    if (desk.state().stack === stack) return
    stack = desk.state().stack
    clearTimeout(timer)
    timer = setTimeout(write, quiet)
    timer.unref()
  })
  return {
    stop: () => {
      unsubscribe()
      write()
    },
  }
}
