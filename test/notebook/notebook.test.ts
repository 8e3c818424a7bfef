import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium, missingForNotebooks } from '../../scripts/setup-tests.mjs'
import { count } from '../kernel/markup.ts'
import { complaints, convert, executed as execute, type Notebook, outputOf, photograph } from './executed-notebook.ts'
import { describePng } from './png.ts'

/** The first notebook, executed cell by cell in the real kernel, converted to a page, and photographed in a browser. */

const missing = missingForNotebooks()
const chromium = findChromium()
const inCI = process.env.CI === 'true'
const name = '01-first-run'

it.runIf(inCI)('has all it needs in CI', () => {
  expect([missing, chromium === undefined ? 'Chromium' : undefined]).toEqual([undefined, undefined])
})

describe.skipIf(missing)(`executed${missing ? ` (left out: missing ${missing})` : ''}`, () => {
  let folder: string
  let executed: Notebook

  const htmlOf = (words: string) => outputOf(executed, words)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'n4a-notebook-'))
    executed = await execute(folder, name)
  }, 300_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('runs every cell without an error or a warning', () => {
    expect(complaints(executed)).toEqual([])
  })

  it('leaves the end of the run in its one live cell', () => {
    expect(htmlOf('await run(')).toMatch(/completed, 172\/172 results/)
    expect(count(htmlOf('await run('), 'div')).toBe(1)
  })

  it('shows the leaderboard of both targets as a table', () => {
    const html = htmlOf('leaderboard(')
    expect(count(html, 'table')).toBe(1)
    expect(count(html, 'tr')).toBe(1 + 2 * 5)
    expect(html).toContain('RMSECV ± sd')
    expect(html).toMatch(/\(refit\)/)
  })

  it('compares five results by what differs', () => {
    const html = htmlOf('compare(best)')
    // The paired test with its verdict, and the results side by side.
    expect(count(html, 'tr')).toBe(2 * (1 + 5))
    expect(html).toMatch(/baseline.*simplest within one standard error/s)
    expect(html).toContain('n_components')
  })

  it('draws each of the 43 test samples once', () => {
    const html = htmlOf('scatter(')
    expect(count(html, 'svg')).toBe(1)
    expect(count(html, 'circle')).toBe(43)
    expect(html).toContain('Measured fat (%)')
    expect(html).toContain('RMSEP')
  })

  it('draws both errors for 1 to 20 components and marks the choices', () => {
    const html = htmlOf('curve(')
    expect(count(html, 'path')).toBe(2)
    expect(html.match(/r="2\.6"/g)).toHaveLength(40)
    expect(html).toContain('minimum (')
  })

  it('shows the folds and all metrics of one result', () => {
    expect(count(htmlOf('folds('), 'table')).toBe(2)
  })

  it.skipIf(!chromium)(
    'is a page with pictures in a browser',
    async () => {
      await convert(
        folder,
        '--to',
        'html',
        '--output-dir',
        folder,
        '--output',
        'page.html',
        join(folder, `${name}.ipynb`),
      )
      const picture = await photograph(chromium!, folder, join(folder, 'page.html'), name, 4200)
      expect(existsSync(picture)).toBe(true)
      const { width, height, detail } = describePng(readFileSync(picture))
      expect([width, height]).toEqual([1000, 4200])
      expect(detail).toBeGreaterThan(0.01)
      // The shapes themselves survived the conversion, not only their words.
      expect(readFileSync(join(folder, 'page.html'), 'utf8').match(/<circle /g)!.length).toBeGreaterThanOrEqual(43)
    },
    120_000,
  )
})
