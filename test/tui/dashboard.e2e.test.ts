import { afterEach, describe, expect, it, vi } from 'vitest'
import { rootPath } from '../support/shared.ts'
import { openTerminal, type Terminal, type TerminalOptions } from '../support/terminal.ts'
import type { FakeOptions } from './fake-engine.ts'

// Real processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const terminals: Terminal[] = []
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.kill('SIGKILL')
})

const patience = 20_000

function start(
  options: FakeOptions & { readonly run?: string; readonly crash?: number } = {},
  size: TerminalOptions = {},
): Terminal {
  const args = ['--import', 'tsx', rootPath('test/tui/fake-dashboard.tsx'), JSON.stringify(options)]
  const env = { NODE_ENV: 'production', ...size.env }
  const terminal = openTerminal(rootPath('node_modules/.bin/node'), args, { cwd: rootPath(), ...size, env })
  terminals.push(terminal)
  return terminal
}

const up = '\u001b[A'
const down = '\u001b[B'
const left = '\u001b[D'
const escapeKey = '\u001b'
const enter = '\r'

async function expectRestored(terminal: Terminal) {
  await terminal.exit
  await terminal.quiet(50)
  expect(terminal.buffer()).toBe('normal')
  expect(terminal.cursorHidden()).toBe(false)
  // Lines wrap again, and pasted text comes as it is.
  expect(terminal.written().lastIndexOf('\u001b[?7h')).toBeGreaterThan(terminal.written().lastIndexOf('\u001b[?7l'))
  expect(terminal.written().lastIndexOf('\u001b[?2004l')).toBeGreaterThanOrEqual(
    terminal.written().lastIndexOf('\u001b[?2004h'),
  )
}

describe('the dashboard in a terminal', () => {
  it('leads from runs to a prediction and back, and leaves the terminal as it was', async () => {
    const terminal = start()
    await terminal.until(/best on fat/, patience)
    expect(terminal.buffer()).toBe('alternate')
    expect(terminal.cursorHidden()).toBe(true)

    terminal.keys('2')
    await terminal.until(/Runs[\s\S]*Tecator +✓ completed/)
    terminal.keys(enter)
    await terminal.until(/n4a ▸ Runs ▸ Tecator[\s\S]*160\/160 {2}100 %/)
    terminal.keys(`${down}${down}j`)
    await terminal.until(/row 4 of 160/)
    terminal.keys(enter)
    await terminal.until(/Folds[\s\S]*RMSE against the number of components[\s\S]*Pipeline/)
    await terminal.until(/[╭╮╰╯]/)
    terminal.keys('p')
    await terminal.until(/15 of 15 rows/)
    terminal.keys(`${down}${enter}`)
    await terminal.until(/Predicted fat[\s\S]*Numbers[\s\S]*Worst samples/)
    expect(terminal.text()).toMatch(/[\u2801-\u28ff]/)
    terminal.keys('\t')
    await terminal.until(/Predicted − measured/)

    terminal.keys(left)
    await terminal.until(/row 2 of 15/)
    terminal.keys(left)
    await terminal.until(/4 of 160 in its list/)
    terminal.keys(left)
    await terminal.until(/row 4 of 160/)
    terminal.keys('q')
    await terminal.until(/n4a ▸ Home/)
    terminal.keys('q')
    expect((await terminal.exit).exitCode).toBe(0)
    await expectRestored(terminal)
    expect(terminal.text()).toContain('after the dashboard')
  })

  it('filters, sorts and helps', async () => {
    const terminal = start()
    await terminal.until(/best on fat/, patience)
    terminal.keys('3')
    await terminal.until(/161 of 161 rows/)
    terminal.keys('/dataset:protein nc>')
    await terminal.until(/\^ a value must stand after nc>/)
    terminal.keys('15')
    await terminal.until(/20 of 161 rows/)
    terminal.keys(enter)
    terminal.keys('llo')
    await terminal.until(/sorted by RMSECV ↑/)
    terminal.keys('o')
    await terminal.until(/sorted by RMSECV ↓/)
    terminal.keys('?')
    await terminal.until(/Keys {2}search:[\s\S]*One row down/)
    terminal.keys('column')
    await terminal.until(/Make the column to the left/)
    terminal.keys(escapeKey)
    await terminal.until(/20 of 161 rows[\s\S]*row 1 of 20|row \d+ of 20/)
    terminal.keys('\\')
    await terminal.until(/161 of 161 rows/)
    terminal.keys(up)
  })

  it('follows the size of the terminal, down to one that is too small and back', async () => {
    const terminal = start({}, { columns: 120, rows: 36 })
    await terminal.until(/best on fat/, patience)
    terminal.keys('3')
    await terminal.until(/row 1 of 161/)
    terminal.keys('jjj')
    await terminal.until(/row 4 of 161/)
    for (const [columns, rows] of [
      [80, 24],
      [200, 60],
      [60, 16],
      [120, 30],
    ] as const) {
      terminal.resize(columns, rows)
      // What is on the screen at first is the old page, moved by the terminal itself.
      await terminal.quiet(400)
      await terminal.until(text => text.startsWith(' n4a ▸ Results'))
      const lines = terminal.lines()
      expect(lines[rows - 2]).toContain('row 4 of 161')
      expect(lines[rows - 1]).toContain('? help')
      expect(lines.filter(line => line.includes('n4a ▸ Results'))).toHaveLength(1)
      expect(lines.some(line => line.startsWith('▌'))).toBe(true)
    }
    terminal.resize(50, 10)
    await terminal.until(/Too small: 50×10; n4a needs 60×16\./)
    expect(terminal.lines().filter(line => line.trim() !== '')).toHaveLength(1)
    terminal.resize(100, 30)
    await terminal.until(/row 4 of 161/)
    expect(terminal.text()).not.toContain('Too small')
  })

  it('draws itself anew on ^l after something wrote over it', async () => {
    const terminal = start()
    await terminal.until(/best on fat/, patience)
    // What only records tell comes to Home after its first frame; this page is read at once.
    terminal.keys('3')
    await terminal.until(/row 1 of 161/)
    await terminal.quiet(500)
    const before = terminal.text()
    const written = terminal.written().length
    terminal.keys('\u000c')
    await terminal.until(() => terminal.written().length > written + 1000)
    await terminal.quiet()
    expect(terminal.text()).toBe(before)
  })

  it('writes little for a key, and nothing while nothing happens', async () => {
    const terminal = start()
    await terminal.until(/best on fat/, patience)
    terminal.keys('3')
    await terminal.until(/row 1 of 161/)
    await terminal.quiet(300)
    const before = terminal.written().length
    terminal.keys('j')
    await terminal.until(/row 2 of 161/)
    await terminal.quiet(300)
    const key = terminal.written().length - before
    expect(key).toBeLessThanOrEqual(200)
    await terminal.quiet(2500)
    expect(terminal.written().length - before).toBe(key)
  })

  for (const signal of ['SIGTERM', 'SIGHUP']) {
    it(`gives the terminal back on ${signal}`, async () => {
      const terminal = start()
      await terminal.until(/best on fat/, patience)
      terminal.kill(signal)
      const { exitCode, signal: by } = await terminal.exit
      expect(exitCode !== 0 || by).toBeTruthy()
      await expectRestored(terminal)
    })
  }

  it('gives the terminal back when an error nobody catches ends it, and the error is seen', async () => {
    const terminal = start({ crash: 1500 })
    await terminal.until(/best on fat/, patience)
    expect((await terminal.exit).exitCode).not.toBe(0)
    await expectRestored(terminal)
    expect(terminal.text()).toContain('nobody catches this')
  })

  it('leaves on ^c twice', async () => {
    const terminal = start()
    await terminal.until(/best on fat/, patience)
    terminal.keys('\u0003')
    await terminal.until(/Press \^c again/)
    terminal.keys('\u0003')
    await expectRestored(terminal)
  })

  it('watches the run it executes, asks before it leaves, and pauses it', async () => {
    const terminal = start({ run: 'My sweep', pace: 60 })
    await terminal.until(/My sweep {2}▶ running/, patience)
    await terminal.until(/about [\d.:]+ ?m?s? ?left/)
    terminal.keys('qq')
    await terminal.until(/Pause it and quit\?/)
    terminal.keys('y')
    await expectRestored(terminal)
    expect(terminal.text()).toContain('after the dashboard')
  })

  it('is ASCII without a UTF-8 locale, and shows the cursor without colours', async () => {
    const terminal = start({}, { env: { LANG: 'C', NO_COLOR: '1' } })
    await terminal.until(/best on fat/, patience)
    expect(terminal.text()).toMatch(/^[\x20-\x7e\n]*$/)
    expect(terminal.lines().some(line => line.startsWith('> '))).toBe(true)
    expect(terminal.written()).not.toMatch(/\u001b\[3[0-7]m/)
  })
})
