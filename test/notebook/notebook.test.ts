import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium, jupyterPath, missingForNotebooks, python } from '../../scripts/setup-tests.mjs'
import { count } from '../kernel/markup.ts'
import { rootPath } from '../support/shared.ts'
import { describePng } from './png.ts'

/** The shipped notebook, executed cell by cell in the real kernel, converted to a page, and photographed in a browser. */

interface Output {
  readonly output_type: string
  readonly name?: string
  readonly text?: string | readonly string[]
  readonly data?: Readonly<Record<string, string | readonly string[]>>
}

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string
    readonly source: string | readonly string[]
    readonly outputs?: readonly Output[]
  }[]
}

const execute = promisify(execFile)
const joined = (text: string | readonly string[] | undefined) => [text ?? []].flat().join('')
const missing = missingForNotebooks()
const chromium = findChromium()
const inCI = process.env.CI === 'true'
const notebook = rootPath('notebooks', '01-first-run.ipynb')
const read = (file: string): Notebook => JSON.parse(readFileSync(file, 'utf8'))

it('is shipped without outputs', () => {
  const code = read(notebook).cells.filter(({ cell_type }) => cell_type === 'code')
  expect(code.length).toBeGreaterThan(4)
  expect(code.flatMap(({ outputs }) => outputs)).toEqual([])
})

it.runIf(inCI)('has all it needs in CI', () => {
  expect([missing, chromium === undefined ? 'Chromium' : undefined]).toEqual([undefined, undefined])
})

describe.skipIf(missing)(`executed${missing ? ` (left out: missing ${missing})` : ''}`, () => {
  let folder: string
  let executed: Notebook

  const convert = async (...args: readonly string[]) => {
    const own = { JUPYTER_PATH: jupyterPath, JUPYTER_CONFIG_DIR: folder, JUPYTER_DATA_DIR: folder, IPYTHONDIR: folder }
    await execute(python, ['-m', 'nbconvert', ...args], {
      env: { ...process.env, ...own, N4A_WORKSPACE: join(folder, 'workspace') },
      maxBuffer: 1 << 26,
    })
  }

  /** HTML that the cell with `words` in its code has drawn. */
  const htmlOf = (words: string) => {
    const cell = executed.cells.find(({ cell_type, source }) => cell_type === 'code' && joined(source).includes(words))
    return (cell?.outputs ?? []).map(({ data }) => joined(data?.['text/html'])).join('')
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'n4a-notebook-'))
    await convert(
      ...['--to', 'notebook', '--execute', '--ExecutePreprocessor.timeout=240', '--output-dir', folder],
      ...['--output', 'executed.ipynb', notebook],
    )
    executed = read(join(folder, 'executed.ipynb'))
  }, 300_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('runs every cell without an error or a warning', () => {
    const outputs = executed.cells.flatMap(cell => cell.outputs ?? [])
    expect(outputs.filter(({ output_type }) => output_type === 'error')).toEqual([])
    expect(outputs.filter(({ name }) => name === 'stderr').map(({ text }) => joined(text))).toEqual([])
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
    expect(count(html, 'tr')).toBe(1 + 5)
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
      await convert('--to', 'html', '--output-dir', folder, '--output', 'page.html', join(folder, 'executed.ipynb'))
      const pictures = rootPath('.cache', 'notebook')
      mkdirSync(pictures, { recursive: true })
      const picture = join(pictures, '01-first-run.png')
      rmSync(picture, { force: true })
      await execute(chromium!, [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
        ...[
          '--disable-background-networking',
          '--disable-component-update',
          `--user-data-dir=${join(folder, 'browser')}`,
        ],
        ...['--window-size=1000,4200', '--hide-scrollbars', `--screenshot=${picture}`],
        pathToFileURL(join(folder, 'page.html')).href,
      ])
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
