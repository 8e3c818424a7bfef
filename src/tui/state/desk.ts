import type { Engine, RunRecord, UserMemory } from '../../core/index.ts'
import type { Copied } from '../clipboard.ts'
import type { DetachedRun } from '../detached-run.ts'
import { type KeyMap, vimKeys } from '../keys/key-map.ts'
import type { Mode } from '../keys.ts'
import { findScreen } from '../screens/registry.ts'
import type { AnyScreen } from '../screens/screen.ts'
import type { Surface } from '../theme/surface.ts'
import type { Tone } from '../theme/theme.ts'
import type { Chooser } from './chooser.ts'
import type { Dialog } from './dialog.ts'
import { createFiltering, type FilterDraft } from './filtering.ts'
import { createFreshness } from './freshness.ts'
import type { InfoCard } from './info.ts'
import { createJobLogs } from './job-logs.ts'
import type { Size, Zoom } from './layout.ts'
import { type Level, type ListState, newLevel, type Place, type ScreenId } from './level.ts'
import { createListView, type ListSource, type ListView } from './list-view.ts'
import { createLiveRuns, type LiveOptions, type LiveRuns } from './live-runs.ts'
import { createLoads } from './loads.ts'
import { createLooked } from './looked.ts'
import { createMarkBook } from './mark-book.ts'
import { type OwnRun, type RunWork, startOwnRun } from './own-run.ts'
import { openPage, type Page, type PageInput, paneOf } from './page.ts'
import { asLeft, keepSession, noMemory, readSession, tellNews } from './remembering.ts'
import { sameStanding, settledList } from './settle.ts'
import { shareReads } from './share-reads.ts'
import { editOf, type TextEdit } from './text-edit.ts'

export interface Message {
  readonly text: string
  readonly tone: Tone
}

export interface DeskState {
  /** From Home to where the user is. */
  readonly stack: readonly Level[]
  readonly mode: Mode
  /** The filter being typed. */
  readonly draft: FilterDraft | null
  readonly help: { readonly edit: TextEdit; readonly top: number }
  /** A number or the beginning of a sequence, waiting for the next key. */
  readonly pending: string
  readonly message: Message | null
  /** What is told of a column and a record. */
  readonly card: InfoCard | null
  /** The menu that is open. */
  readonly chooser: Chooser | null
  /** What is asked of the user. */
  readonly dialog: Dialog | null
  /** An error that concerns no page. */
  readonly alert: unknown
  readonly size: Size
  readonly zoom: Zoom
  readonly leaving: boolean
}

export interface DeskOptions {
  readonly engine: Engine
  readonly workspace: string
  readonly surface: Surface
  readonly size: Size
  readonly live?: LiveOptions
  /** The page it begins with, one step from Home. */
  readonly place?: Place
  /** Where names of files begin that are asked for. Default: the current folder. */
  readonly folder?: string
  /** Default: those of the table. */
  readonly keys?: KeyMap
  /** What it remembers between two starts. Default: nothing. */
  readonly memory?: UserMemory
  /** Begin at Home, whatever is remembered. */
  readonly fresh?: boolean
  /** What only the program around can do. */
  readonly host: {
    readonly exit: () => void
    readonly redraw: () => void
    readonly copy: (text: string) => Promise<Copied>
    /** A run as one HTML page. */
    readonly report: (run: RunRecord) => Promise<string>
    /** Start a run file in a process that outlives this one. */
    readonly detach: (file: string) => DetachedRun
    /** Give the terminal to the user's pager with this file, until it ends. */
    readonly page: (path: string) => Promise<void>
  }
}

export type Desk = ReturnType<typeof createDesk>

/** The state of the dashboard apart from its screens: where the user is, what is read, what is under way. */
export function createDesk(options: DeskOptions) {
  const { workspace, surface, size, live: liveOptions, place, host, memory = noMemory, keys = vimKeys } = options
  const engine = shareReads(options.engine)
  const metrics = engine.metrics.list()
  const listeners = new Set<() => void>()
  const live: LiveRuns = createLiveRuns(engine, { ...liveOptions, onResults: results => freshness.onResults(results) })
  const loads = createLoads(() => changed())
  const views = new Map<number, ListView>()
  const roots = new Map<ScreenId, Level>()
  const sources = new WeakMap<object, ListSource>()
  const looked = createLooked(memory)
  const logs = createJobLogs(memory)
  const filtering = createFiltering(memory)
  const session = options.fresh ? null : readSession(memory, text => filtering.of(text).problem === null)
  for (const root of session?.roots ?? []) roots.set(root.place.screen, root)
  const way = place ? [newLevel(place)] : (session?.stack.slice(1) ?? [])
  let state: DeskState = {
    stack: [session?.stack[0] ?? newLevel({ screen: 'home', subject: null }), ...way],
    mode: 'browse',
    draft: null,
    help: { edit: editOf(''), top: 0 },
    pending: '',
    message:
      keys.problems.length > 0
        ? { text: problemText(keys), tone: 'warn' }
        : session && !place && way.length > 0
          ? { text: asLeft, tone: 'faint' }
          : null,
    card: null,
    chooser: null,
    dialog: null,
    alert: null,
    size,
    zoom: 0,
    leaving: false,
  }
  let version = 0
  let memo: { version: number; page: Page } | undefined
  let ownRun: OwnRun | null = null
  /** The way to the page before this one. */
  let last: readonly Level[] | null = null
  let watching: { readonly stop: () => void } | undefined
  let keeping: { readonly stop: () => void } | undefined

  const level = () => state.stack.at(-1)!
  const screen = (): AnyScreen => findScreen(level().place.screen)
  const marks = createMarkBook(engine, () => changed())

  /** A filter for the list of the page; null where it lets everything through or cannot be read. */
  function matcher(text: string) {
    const { marks: subject, list } = screen()
    return marks.seeing(filtering.of(text).matches, subject, list?.idOf)
  }

  function sourceOf(of: AnyScreen, data: unknown): ListSource {
    const known = sources.get(data as object)
    if (known) return known
    const source = of.source!(data, metrics, surface.glyphs)
    sources.set(data as object, source)
    return source
  }

  function page(): Page {
    if (memo?.version !== version) {
      const at = level()
      const view = views.get(at.key) ?? createListView()
      views.set(at.key, view)
      const input = {
        screen: screen(),
        level: at,
        load: loads.of(at.key),
        size: state.size,
        zoom: state.mode === 'filter' && state.zoom === 2 ? (1 as const) : state.zoom,
        view,
        sourceOf,
        metrics,
      }
      const matches = matcher(at.list.filter)
      const rest = { matches, glyphs: surface.glyphs, live: live.snapshot(), workspace }
      memo = { version, page: openSafely({ ...input, ...rest }) }
    }
    return memo.page
  }

  function settle() {
    const at = level()
    const list = settledList(page())
    if (!sameStanding(list, at.list)) replace({ ...at, list })
  }

  function replace(next: Level) {
    state = { ...state, stack: [...state.stack.slice(0, -1), next] }
    version++
  }

  function changed() {
    version++
    settle()
    for (const listener of listeners) listener()
    readPane()
  }

  /** Later, so that whoever changes the desk is done with it. */
  let reading = false
  function readPane() {
    if (reading || paneOf(page())?.read === undefined) return
    reading = true
    queueMicrotask(() => {
      reading = false
      freshness.readPane(paneOf(page()))
    })
  }

  function change(changes: Partial<DeskState>) {
    state = { ...state, ...changes }
    changed()
  }

  const freshness = createFreshness({ engine, metrics, loads, level, live: () => live.snapshot(), looked, logs })

  function go(stack: readonly Level[]) {
    if (stack.at(-1)!.key !== level().key) last = state.stack
    const left = level()
    if (left.key !== stack.at(-1)!.key && findScreen(left.place.screen).lasting && loads.of(left.key).busy)
      loads.drop(left.key)
    change({ stack, message: null })
    const keys = new Set([...stack, ...roots.values(), ...(last ?? [])].map(({ key }) => key))
    loads.keep(keys)
    for (const key of views.keys()) if (!keys.has(key)) views.delete(key)
    freshness.readIfStale()
  }

  const open = (place: Place, siblings: readonly string[] = []) => go([...state.stack, newLevel(place, siblings)])

  /** Swaps this page and the one before. */
  const goLast = () => last && go(last)

  /** What was open when the dashboard was left may be gone by now: back to what is still there. */
  async function readFirst() {
    await freshness.read()
    while (session && !place && state.stack.length > 1 && loads.of(level().key).error !== null) {
      const { title } = level().place
      go(state.stack.slice(0, -1))
      last = null
      change({ message: { text: `${title ?? 'What was open last'} is not there any more.`, tone: 'warn' } })
      await freshness.read()
    }
  }

  /** To a tab, as it was left. */
  function jump(to: ScreenId) {
    const [base, root] = state.stack
    if (root && isTab(root)) roots.set(root.place.screen, root)
    go(to === 'home' ? [base!] : [base!, roots.get(to) ?? newLevel({ screen: to, subject: null })])
  }

  const unsubscribe = live.subscribe(() => {
    changed()
    freshness.onRuns()
  })

  /** A run in this process: one at a time, so that leaving can pause it. */
  function execute(what: RunWork) {
    if (ownRun?.executing()) {
      change({
        message: { text: 'This dashboard executes a run already; wait, or start another process.', tone: 'warn' },
      })
      return
    }
    let shown = false
    change({ message: { text: 'Preparing the run: templates and datasets are being read …', tone: 'accent' } })
    ownRun = startOwnRun(engine, what, {
      onEvent: event => {
        live.receive(event)
        if (shown || event.type !== 'run') return
        shown = true
        const place: Place = { screen: 'run', subject: event.run.id, title: event.run.name }
        // A new run was put together on the way here; Esc leads to the runs, not into the form again.
        const [home, ...rest] = state.stack.filter(({ place }) => !place.screen.startsWith('new-run'))
        const at = rest.at(-1)?.place
        if (at?.screen !== 'run' || at.subject !== event.run.id) go([home!, ...rest, newLevel(place)])
      },
      onError: error => change({ mode: 'alert', alert: error }),
      onEnd: () => void live.refresh(),
    })
  }

  async function leave() {
    change({ leaving: true, mode: 'browse' })
    if (ownRun?.executing()) await ownRun.pause()
    host.exit()
  }

  const desk = {
    engine,
    workspace,
    surface,
    metrics,
    live,
    host,
    keys,
    memory,
    folder: options.folder ?? process.cwd(),
    filtering,
    marks,
    matcher,
    state: () => state,
    version: () => version,
    page,
    level,
    loadOf: ({ key }: Level) => loads.of(key),
    change,
    changeLevel: (changes: Partial<Level>) => {
      replace({ ...level(), ...changes })
      changed()
    },
    changeList: (changes: Partial<ListState>) => {
      const at = level()
      replace({ ...at, list: { ...at.list, ...changes } })
      changed()
    },
    say: (text: string, tone: Tone = 'plain') => change({ message: { text, tone } }),
    readAnew: freshness.readAnew,
    readPane,
    looked,
    logs,
    /** Pages that were read before are to be read again. */
    stale: freshness.onChange,
    /** What pages show was changed, so each is read again when it is looked at; this one now. */
    touched: () => {
      freshness.onChange()
      return freshness.readAnew()
    },
    /** Read this page from the beginning, whatever was being read of it. */
    readAfresh: () => {
      loads.drop(level().key)
      return freshness.read()
    },
    go,
    goLast,
    hasLast: () => last !== null,
    /** The tabs as they were left, this one as it is. */
    roots: (): readonly Level[] => {
      const [, root] = state.stack
      const own = root && isTab(root) ? [root] : []
      return [...[...roots.values()].filter(({ place }) => place.screen !== own[0]?.place.screen), ...own]
    },
    open,
    jump,
    ownRun: () => ownRun,
    execute,
    leave,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start: () => {
      void live.refresh()
      void readFirst()
      if (options.memory) keeping = keepSession(desk)
      // Without its marks a workspace is still looked at; setting one says what is wrong.
      void marks.read().catch(() => {})
      tellNews(desk)
      watching = marks.watch(liveOptions?.interval ?? 2000)
    },
    stop: () => {
      keeping?.stop()
      const { runs } = live.snapshot()
      if (options.memory && runs !== null) looked.keep(runs)
      watching?.stop()
      unsubscribe()
      live.stop()
      freshness.stop()
    },
  }
  return desk
}

const problemText = ({ problems: [first, ...more] }: KeyMap) =>
  more.length === 0 ? `Keys: ${first}` : `${more.length + 1} problems with keys, ? lists them: ${first}`

const isTab = ({ place }: Level) => findScreen(place.screen).tab !== undefined && place.subject === null

/** A record that cannot be drawn is told as an error of its page; the other pages go on. */
function openSafely(input: PageInput): Page {
  try {
    return openPage(input)
  } catch (error) {
    return openPage({ ...input, load: { ...input.load, ready: false, error } })
  }
}
