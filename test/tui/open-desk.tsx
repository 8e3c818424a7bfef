import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { render } from 'ink'
import type { Engine, UserMemory } from '../../src/core/engine/index.ts'
import { App } from '../../src/tui/App.tsx'
import type { KeyMap } from '../../src/tui/keys/key-map.ts'
import { createDesk, type Desk } from '../../src/tui/state/desk.ts'
import type { Place } from '../../src/tui/state/level.ts'
import { createPress } from '../../src/tui/state/press.ts'
import { surfaceFor } from '../../src/tui/theme/surface.ts'
import { createFakeEngine, type FakeOptions } from './fake-engine.ts'

export interface OpenDesk {
  readonly desk: Desk
  /** Names of keys, one after the other. */
  readonly press: (...keys: readonly string[]) => void
  /** What is on the screen. */
  readonly text: () => string
  /** The same as it is drawn. */
  readonly frame: () => string
  readonly until: (wanted: RegExp | (() => boolean)) => Promise<void>
  readonly exited: () => boolean
  readonly copied: readonly string[]
  /** Run files that were given to a process of their own. */
  readonly detached: readonly string[]
  /** Files that a pager was opened on. */
  readonly paged: readonly string[]
  readonly close: () => void
}

class Stream extends EventEmitter {
  frame = ''
  readonly columns: number
  readonly rows: number
  readonly isTTY = true
  constructor(columns: number, rows: number) {
    super()
    this.columns = columns
    this.rows = rows
  }
  write = (frame: string): boolean => {
    this.frame = frame
    return true
  }
  setEncoding() {}
  setRawMode() {}
  resume() {}
  pause() {}
  ref() {}
  unref() {}
  read() {
    return null
  }
}

interface Options extends FakeOptions {
  readonly engine?: Engine
  readonly place?: Place
  readonly memory?: UserMemory
  readonly fresh?: boolean
  readonly keys?: KeyMap
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string | undefined>>
}

const styles = /\u001b\[[\d;]*m/g

/** The dashboard on made-up records, drawn as text. */
export function openDesk({
  columns = 120,
  rows = 36,
  env,
  engine,
  place,
  memory,
  fresh,
  keys,
  ...fake
}: Options = {}): OpenDesk {
  const stdout = new Stream(columns, rows)
  const copied: string[] = []
  const detached: string[] = []
  const paged: string[] = []
  let exited = false
  const desk = createDesk({
    engine: engine ?? createFakeEngine(fake),
    workspace: '/home/ana/nirs/workspace',
    surface: surfaceFor(env ?? { TERM: 'xterm-256color', LANG: 'C.UTF-8' }),
    size: { columns, rows },
    ...(place ? { place } : {}),
    ...(memory ? { memory } : {}),
    ...(fresh ? { fresh } : {}),
    ...(keys ? { keys } : {}),
    // No test writes beside the sources.
    folder: tmpdir(),
    live: { interval: 50, pace: 10 },
    host: {
      exit: () => {
        exited = true
      },
      redraw: () => {},
      page: async path => void paged.push(path),
      detach: file => {
        detached.push(file)
        return { log: `${file}.log`, pid: 20131 }
      },
      copy: async text => {
        copied.push(text)
        return { tool: null, sent: true, file: '/home/ana/copied.txt', reason: null }
      },
      report: async run => `<html>${run.id}</html>`,
    },
  })
  const press = createPress(desk)
  const ink = render(<App desk={desk} press={press} />, {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: new Stream(columns, rows) as unknown as NodeJS.ReadStream,
    debug: true,
    interactive: true,
    patchConsole: false,
    exitOnCtrlC: false,
  })
  desk.start()
  const text = () => stdout.frame.replace(styles, '')
  return {
    desk,
    press: (...keys) => keys.forEach(press),
    text,
    frame: () => stdout.frame,
    until: async wanted => {
      const end = Date.now() + 15_000
      const holds = () => (typeof wanted === 'function' ? wanted() : wanted.test(text()))
      while (!holds()) {
        if (Date.now() > end) throw new Error(`Never shown: ${String(wanted)}. Shown:\n${text()}`)
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    },
    exited: () => exited,
    copied,
    detached,
    paged,
    close: () => {
      desk.stop()
      ink.unmount()
    },
  }
}
