import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import type { UserMemory } from '../../src/core/index.ts'
import { levelOf, readLogTail } from '../../src/tui/log-file.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const scratch = mkdtempSync(join(tmpdir(), 'n4a-jobs-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

function show(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk(options)
  open.push(shown)
  return shown
}

/** A run that was started in the background, as its user's memory has it. */
function memoryOf(log: string, changes: object = {}): UserMemory {
  const job = { path: log, file: join(scratch, 'sweep.yaml'), pid: 20131, host: 'node17', ...changes }
  const logs = [{ started_at: '2026-11-23T10:31:00.000Z', ...job }]
  return { folder: '', read: name => (name === 'logs' ? logs : undefined), write: () => null }
}

const log = join(scratch, 'sweep.yaml.log')
const lines = (n: number) => Array.from({ length: n }, (_, i) => `10:42 fold ${i + 1}\n`).join('')

describe('the jobs', () => {
  it('are the runs under way, with bars, and those that ended', async () => {
    const shown = show({ live: 30, place: { screen: 'jobs', subject: null } })
    await shown.until(
      /Elsewhere[\s\S]*\d+\/160[\s\S]*Elsewhere +▶ running +\d+\/160[\s\S]*Tecator +✓ completed +160\/160/,
    )
    await shown.until(/node17/)
  })

  it('have the logs of runs that were started in the background, also of one that never began', async () => {
    writeFileSync(log, 'nothing\n')
    const found = show({ memory: memoryOf(log), place: { screen: 'jobs', subject: null }, columns: 160 })
    await found.until(/Tecator +✓ completed.*sweep\.yaml\.log/)
    const lost = show({ memory: memoryOf(log, { pid: 1 }), place: { screen: 'jobs', subject: null }, columns: 160 })
    await lost.until(/sweep\.yaml +○ no run yet/)
  })

  it('lead to the events of a run without a log', async () => {
    const shown = show({ place: { screen: 'jobs', subject: null } })
    await shown.until(/Tecator +✓ completed/)
    shown.press('/', ...'Tecator', 'enter', 'enter')
    await shown.until(/view \d\/\d Events/)
  })
})

describe('a log', () => {
  const place = { screen: 'log', subject: log, follow: true } as const

  it('is followed, until its user looks further up, and again from its end', async () => {
    writeFileSync(log, lines(60))
    const shown = show({ place })
    await shown.until(/▌ +60 +info +10:42 fold 60/)
    appendFileSync(log, 'warning: 2 samples beyond T²\n')
    await shown.until(/▌ +61 +warning +warning: 2 samples/)
    shown.press('k')
    appendFileSync(log, 'Error: no space left\n')
    await shown.until(/62 lines · 1 error · 1 warning/)
    expect(shown.text()).toMatch(/▌ +60 /)
    shown.press('f')
    await shown.until(/▌ +62 +error/)
    shown.press('f')
    await shown.until(/not followed any more/)
  })

  it('is filtered by level and words, wrapped, and given to a pager', async () => {
    writeFileSync(log, `${lines(5)}Error: ${'long '.repeat(60)}end\n`)
    const shown = show({ place })
    await shown.until(/▌ +6 +error/)
    shown.press('/', ...'level:error', 'enter')
    await shown.until(/1 of 6 rows/)
    shown.press('tab')
    await shown.until(/long end[\s\S]*Wrapped/)
    shown.press('E')
    await shown.until(() => shown.paged.length === 1)
    expect(shown.paged).toEqual([log])
  })

  it('shows no escape sequence, and of a line that was written over its last state', async () => {
    writeFileSync(log, '1/9\r2/9\r\u001b[31m3/9\u001b[0m\n\u001b]0;title\u0007evil\n')
    const shown = show({ place })
    await shown.until(/1 +info +3\/9/)
    expect(shown.text()).not.toContain('1/9')
    expect(shown.text()).toContain('\\u001b]0;title')
  })

  it('that is gone is told as an error of its page', async () => {
    const shown = show({ place: { ...place, subject: join(scratch, 'gone.log') } })
    await shown.until(/Log cannot be read[\s\S]*gone\.log/)
  })

  it('is read from its end, and not again while nothing was written', async () => {
    writeFileSync(log, `${'x'.repeat(99)}\n`.repeat(20_000))
    const tail = await readLogTail(log)
    expect(tail).toMatchObject({ cut: true, size: 2_000_000 })
    expect(tail.lines.every(({ text }) => text.length === 99)).toBe(true)
    expect(await readLogTail(log, tail)).toBe(tail)
    await expect(readLogTail(scratch)).rejects.toThrow()
  })

  it('tells levels by words', () => {
    expect(['172 done, 0 failed', '3 failed', 'Warning: x', 'fine'].map(levelOf)).toEqual([
      'info',
      'error',
      'warning',
      'info',
    ])
  })
})

it('f leads from a run to its failed results', async () => {
  const shown = show({ place: { screen: 'runs', subject: null } })
  await shown.until(/Tecator/)
  shown.press('f')
  await shown.until(/status:failed[\s\S]*1 of 160 rows/)
})
