import { expect, it } from 'vitest'
import { withPage } from '../../scripts/browser.mjs'
import { findChromium } from '../../scripts/setup-tests.mjs'
import { runsTable } from '../../src/core/index.ts'
import { mimeBundle } from '../../src/kernel/mime-bundle.ts'
import { contrast } from '../../src/render/html/colours.ts'
import { dark, light } from '../../src/render/html/palette.ts'
import { runRecord } from '../displays/records.ts'

const chromium = findChromium()
const html = mimeBundle([runsTable([runRecord()])])['text/html']!

/** What a page says of itself, what its reader's system prefers, and the colours that follow; paper where it is the page's own. */
const pages = [
  ['nothing, on a light system', '<body>', 'light', light],
  ['nothing, on a dark system', '<body>', 'dark', dark],
  [
    'JupyterLab light, on a dark system',
    '<body data-jp-theme-light="true" style="--jp-layout-color0:#fffdf5">',
    'dark',
    light,
    '#fffdf5',
  ],
  [
    'JupyterLab dark, on a light system',
    '<body data-jp-theme-light="false" style="--jp-layout-color0:#111111">',
    'light',
    dark,
    '#111111',
  ],
  ['VS Code dark', '<body class="vscode-dark" style="--vscode-editor-background:#1f1f1f">', 'light', dark, '#1f1f1f'],
  ['VS Code light', '<body class="vscode-light" style="--vscode-editor-background:#f3f3f3">', 'dark', light, '#f3f3f3'],
  ['VS Code with high contrast', '<body class="vscode-high-contrast">', 'light', dark],
  [
    'VS Code with high contrast and light',
    '<body class="vscode-high-contrast vscode-high-contrast-light vscode-light">',
    'dark',
    light,
  ],
] as const

it.skipIf(!chromium)(
  `is read on every page${chromium ? '' : ' (left out: no Chromium)'}`,
  async () => {
    await withPage(chromium!, async page => {
      for (const [name, body, prefers, { ink, ...palette }, paper = palette.paper] of pages) {
        await page.open(`<!doctype html>${body}${html}</body>`, prefers)
        const style = await page.evaluate(
          `(() => { const { color, backgroundColor } = getComputedStyle(document.querySelector('td')); const row = getComputedStyle(document.querySelector('tr')).backgroundColor; return [color, row, backgroundColor] })()`,
        )
        const [color, background] = (style as readonly string[]).map(hexOf)
        expect([color, background], name).toEqual([ink.toLowerCase(), paper])
        expect(contrast(color!, background!), name).toBeGreaterThan(7)
      }
    })
  },
  60_000,
)

const hexOf = (rgb: string) =>
  `#${[...rgb.matchAll(/[\d.]+/g)]
    .slice(0, 3)
    .map(([value]) => Number(value).toString(16).padStart(2, '0'))
    .join('')}`
