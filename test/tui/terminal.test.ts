import { EventEmitter } from 'node:events'
import xterm from '@xterm/headless'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Frame, frameDiff, frameOf } from '../../src/tui/terminal/frame-diff.ts'
import { type Output, Screen } from '../../src/tui/terminal/screen.ts'

const columns = 24
const rows = 10

async function shown(terminal: InstanceType<typeof xterm.Terminal>, text: string) {
  await new Promise<void>(done => terminal.write(text, done))
  const { active } = terminal.buffer
  return Array.from({ length: rows }, (_, y) => {
    const line = active.getLine(active.viewportY + y)!
    return Array.from({ length: columns }, (_, x) => {
      const cell = line.getCell(x)!
      const look = [cell.isBold(), cell.isDim(), cell.isInverse(), cell.isUnderline()].map(Boolean)
      // A cell that nothing was written in looks like a blank.
      return [cell.getChars().trim(), cell.getWidth(), ...look, cell.getFgColor(), cell.getBgColor()].join(' ')
    })
  })
}

const open = () => {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  terminal.write('\u001b[?7l')
  return terminal
}

/** Spans as Ink draws them: a look is switched on before the words and off behind them. */
const looks = [
  ['', ''],
  ['\u001b[1m', '\u001b[22m'],
  ['\u001b[2m', '\u001b[22m'],
  ['\u001b[36m', '\u001b[39m'],
  ['\u001b[7m', '\u001b[27m'],
  ['\u001b[1m\u001b[31m', '\u001b[39m\u001b[22m'],
  ['\u001b[38;5;208m', '\u001b[39m'],
  ['\u001b[48;2;10;20;30m\u001b[4m', '\u001b[24m\u001b[49m'],
] as const
const words = fc.constantFrom('a', 'fat', ' ', '   ', '12.5', '▌', '水分', 'é', 'e\u0301', '…', '─────')
const span = fc.tuple(fc.constantFrom(...looks), fc.array(words, { maxLength: 3 }))
const line = fc
  .array(span, { maxLength: 3 })
  .map(spans => spans.map(([[on, off], text]) => on + text.join('') + off).join(''))
const frames = fc.array(fc.array(line, { minLength: rows, maxLength: rows }), { minLength: 1, maxLength: 4 })
/** Rows of a table that scrolls, under a heading and above a status line. */
const scrolled = fc
  .array(fc.nat(30), { minLength: 2, maxLength: 6 })
  .map(tops =>
    tops.map(top => [
      'a heading',
      ...Array.from({ length: rows - 2 }, (_, i) =>
        i === 3 ? `\u001b[36m▌\u001b[39m row ${top + i}` : `  row ${top + i}`,
      ),
      `\u001b[2mat ${top}\u001b[22m`,
    ]),
  )

describe('what a terminal is told of a frame', () => {
  it.each([
    ['of any lines', frames, 60],
    ['of rows that scroll', scrolled, 30],
  ] as const)('shows it, whatever was shown before: %s', async (_, arbitrary, numRuns) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async all => {
        const terminal = open()
        let before: Frame | null = null
        for (const lines of all) {
          const after = frameOf(lines, columns, before)
          const told = frameDiff(before, after)
          before = after
          const whole = lines.map((text, y) => `\u001b[${y + 1}H${text}`).join('')
          expect(await shown(terminal, told)).toEqual(await shown(open(), whole))
        }
      }),
      { numRuns },
    )
  })

  it('is nothing where nothing has changed, and little where rows have moved', () => {
    const table = (top: number) => Array.from({ length: 30 }, (_, i) => `${top + i} ${'x'.repeat(60)}`)
    const first = frameOf(table(0), 80, null)
    expect(frameDiff(first, frameOf(table(0), 80, first))).toBe('')
    const next = frameDiff(first, frameOf(table(1), 80, first))
    expect(next).toContain('\u001b[1;30r')
    expect(next.length).toBeLessThan(100)
  })
})

/** A terminal that keeps what was written. */
class Recorder extends EventEmitter {
  written = ''
  columns = columns
  rows = rows
  write(text: string) {
    this.written += text
    return true
  }
  take() {
    const { written } = this
    this.written = ''
    return written
  }
}

describe('a screen', () => {
  const opened = () => {
    const terminal = new Recorder()
    const screen = new Screen({ output: terminal as unknown as Output })
    return { terminal, screen }
  }

  it('passes on what draws nothing, in its order, and the last of the frames that come together', async () => {
    const { terminal, screen } = opened()
    screen.write('\u001b[?1049h')
    screen.write('one')
    screen.write('two')
    screen.flush()
    expect(terminal.take()).toBe('\u001b[?1049h\u001b[?25l\u001b[m\u001b[2J\u001b[1Htwo')
    screen.write('twice')
    screen.write('\u001b[?25h')
    expect(terminal.take()).toBe('\u001b[1;3Hice\u001b[?25h')
    expect(screen.bytes).toBeGreaterThan(20)
  })

  it('draws all anew after a change of size, after another program, and when asked', () => {
    const { terminal, screen } = opened()
    screen.write('one')
    screen.flush()
    for (const disturb of [
      () => terminal.emit('resize'),
      () => screen.write('\u001b[?1049h'),
      () => screen.repaint(),
    ]) {
      terminal.take()
      disturb()
      screen.write('one')
      screen.flush()
      expect(terminal.take()).toContain('\u001b[2J\u001b[1Hone')
    }
    terminal.take()
    screen.write('one')
    screen.flush()
    expect(terminal.take()).toBe('')
  })

  it('waits for a line that is full, and then writes the last frame', () => {
    const { terminal, screen } = opened()
    screen.write('one')
    screen.flush()
    terminal.take()
    Object.assign(terminal, { writableNeedDrain: true })
    screen.write('two')
    screen.write('three')
    expect(terminal.listenerCount('drain')).toBe(1)
    Object.assign(terminal, { writableNeedDrain: false })
    terminal.emit('drain')
    screen.flush()
    expect(terminal.take()).toBe('\u001b[1Hthree')
  })
})
