import { Box, useApp, useInput, useWindowSize } from 'ink'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { Body } from './components/Body.tsx'
import { Chooser } from './components/Chooser.tsx'
import { dialogLine } from './components/dialog-line.ts'
import { ErrorPanel } from './components/ErrorPanel.tsx'
import {
  breadcrumbLine,
  countersLine,
  filterLine,
  hintLine,
  statusLine,
  tabsLine,
  upperRule,
} from './components/frame-lines.ts'
import { Help } from './components/Help.tsx'
import { Info } from './components/Info.tsx'
import { Lines } from './components/Lines.tsx'
import { fitText, type Line } from './components/line.ts'
import { Question } from './components/Question.tsx'
import { keyNames } from './key-names.ts'
import { currentColumnOf } from './state/columns.ts'
import { crumbOf } from './state/crumb.ts'
import type { Desk } from './state/desk.ts'
import { gather } from './state/gather.ts'
import { keyFacts } from './state/key-facts.ts'
import { smallest, tooSmall } from './state/layout.ts'
import { SurfaceContext } from './theme/surface.ts'

interface AppProps {
  readonly desk: Desk
  readonly press: (key: string) => void
  /** Told how the terminal is handed to another program for a while. */
  readonly onTerminal?: (suspend: Suspend) => void
  /** Milliseconds from one frame to the next at least. Default: as they come. */
  readonly interval?: number
}

export type Suspend = (work: () => Promise<void>) => Promise<void>

/** The dashboard: hands keys and sizes to the desk, and draws what the desk holds. */
export function App({ desk, press, onTerminal, interval = 0 }: AppProps) {
  const { suspendTerminal } = useApp()
  useEffect(() => onTerminal?.(suspendTerminal), [onTerminal, suspendTerminal])
  const subscribe = useMemo(() => gather(desk.subscribe, interval), [desk, interval])
  const { columns, rows } = useWindowSize()
  useSyncExternalStore(subscribe, desk.version)
  useInput((input, key) => {
    for (const name of keyNames(input, key)) press(name)
  })
  useEffect(() => {
    const { size } = desk.state()
    if (size.columns !== columns || size.rows !== rows) desk.change({ size: { columns, rows } })
  }, [desk, columns, rows])
  return (
    <SurfaceContext value={desk.surface}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        {tooSmall({ columns, rows }) ? <TooSmall columns={columns} rows={rows} /> : <Frame desk={desk} />}
      </Box>
    </SurfaceContext>
  )
}

function TooSmall({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  const words = `Too small: ${columns}×${rows}; n4a needs ${smallest.columns}×${smallest.rows}.`
  const above = Array.from({ length: Math.floor((rows - 1) / 2) }, (): Line => [])
  return <Lines lines={[...above, [[fitText(words, columns)]]]} height={rows} />
}

function Frame({ desk }: { readonly desk: Desk }) {
  const { glyphs } = desk.surface
  const state = desk.state()
  const page = desk.page()
  const facts = keyFacts(desk)
  const live = desk.live.snapshot()
  const { columns: width } = state.size
  const { draft } = state
  const crumbs =
    state.stack.length === 1 ? ['Home'] : state.stack.slice(1).map(level => crumbOf(level, desk.loadOf(level)))
  const problem = draft ? desk.filtering.of(draft.edit.text).problem : null
  const column = currentColumnOf(desk)?.label ?? ''
  const above: readonly Line[] = !page.frame
    ? []
    : [
        breadcrumbLine(crumbs, countersLine(live, desk.workspace, width, glyphs), width, glyphs),
        ...(page.tabs ? [tabsLine(state.stack[1] ?? state.stack[0]!, width, glyphs)] : []),
        ...(page.screen.source ? [filterLine(state, page, problem === null, width, glyphs)] : []),
        upperRule(problem, draft?.edit.text ?? '', width, glyphs),
      ]
  const below: readonly Line[] = [
    ...(page.frame ? [[[glyphs.rule.repeat(width), 'faint']] as Line] : []),
    state.dialog
      ? dialogLine(state.dialog, state.message?.text)
      : state.mode === 'quit' || state.leaving
        ? quitLine(desk)
        : statusLine(state, page, column, width, glyphs, desk.keys.text('refresh')),
    hintLine(state.mode, facts, width, glyphs, desk.keys.bindings),
  ]
  return (
    <>
      <Lines lines={above} height={above.length} />
      <Middle desk={desk} width={width} />
      <Lines lines={below} height={below.length} />
    </>
  )
}

function Middle({ desk, width }: { readonly desk: Desk; readonly width: number }) {
  const { mode, help, alert } = desk.state()
  const page = desk.page()
  if (mode === 'help')
    return <Help help={help} keys={desk.keys} facts={keyFacts(desk)} width={width} height={page.body} />
  const { card } = desk.state()
  if (mode === 'info' && card) return <Info card={card} width={width} height={page.body} />
  if (mode === 'choose') return <Chooser desk={desk} width={width} height={page.body} />
  const { dialog } = desk.state()
  if (dialog?.kind === 'question' && dialog.words.length > 0) {
    return <Question title={dialog.text} words={dialog.words} width={width} height={page.body} />
  }
  if (mode === 'alert') {
    const next = 'Esc goes on to the workspace'
    return <ErrorPanel error={alert} title="The run was not started" next={next} width={width} height={page.body} />
  }
  return <Body desk={desk} page={page} width={width} />
}

function quitLine(desk: Desk): Line {
  if (desk.state().leaving) {
    const waits = desk.ownRun()?.executing()
    return [[waits ? ' Pausing the run: the work at hand is finished first …' : ' Goodbye.', 'warn']]
  }
  return [[' A run is being executed in this dashboard. Pause it and quit? It can be resumed.', 'warn']]
}
