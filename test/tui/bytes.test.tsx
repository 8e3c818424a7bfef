import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Frame, frameDiff, frameOf } from '../../src/tui/terminal/frame-diff.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

// Without colours a row under the cursor would cost less than it does.
vi.hoisted(() => {
  process.env.FORCE_COLOR = '1'
})

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

/** Results on a screen of this size; what the terminal is told after keys, in bytes. */
async function results(columns: number, rows: number) {
  const opened = openDesk({ columns, rows })
  open.push(opened)
  await opened.until(/best on fat/)
  opened.press('3')
  await opened.until(/161 of 161 rows/)
  let shown: Frame | null = null
  const settle = async () => {
    for (let before = ''; before !== opened.frame(); await new Promise(resolve => setTimeout(resolve, 60)))
      before = opened.frame()
  }
  const bytes = async (...keys: readonly string[]) => {
    opened.press(...keys)
    await settle()
    const next = frameOf(opened.frame().split('\n'), columns, shown)
    const told = Buffer.byteLength(frameDiff(shown, next))
    shown = next
    return told
  }
  await bytes()
  return { bytes, text: opened.text }
}

describe('bytes that the terminal is told', () => {
  it('are few for one row down and up', async () => {
    const { bytes, text } = await results(120, 36)
    for (const key of ['j', 'j', 'j', 'k']) {
      const told = await bytes(key)
      expect(told).toBeGreaterThan(20)
      expect(told).toBeLessThanOrEqual(200)
    }
    expect(text()).toMatch(/row 3 of 161/)
  })

  it('are few where the rows scroll by one', async () => {
    const { bytes, text } = await results(200, 60)
    const lines = () => text().split('\n')
    const under = () => lines().findIndex(line => line.includes('▌'))
    let scrolled = 0
    // To the end of what the screen holds.
    await bytes(...'j'.repeat(44))
    for (let i = 0; i < 16; i++) {
      const before = under()
      const told = await bytes('j')
      if (under() === before) scrolled += 1
      expect(told).toBeLessThanOrEqual(700)
    }
    expect(scrolled).toBeGreaterThan(5)
  })

  it('of a page are those of its rows', async () => {
    const { bytes } = await results(120, 36)
    expect(await bytes('pagedown')).toBeLessThanOrEqual(4096)
    expect(await bytes('pagedown')).toBeLessThanOrEqual(4096)
  })
})
