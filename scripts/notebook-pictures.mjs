import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withPage } from './browser.mjs'
import { buildAll } from './build.mjs'
import { root } from './ensure-installed.mjs'
import { findChromium, jupyterPath, missingForNotebooks, python } from './setup-tests.mjs'
import { smallPng } from './small-png.mjs'

/*
 * `node scripts/notebook-pictures.mjs [NAME…]`: executes notebooks in tslab, converts them to HTML with nbconvert's light and dark
 * themes, and photographs each page in Chromium: docs/pictures/notebook-NAME-THEME.png, for docs/gallery.md.
 */

const usual = ['01-first-run', '04-reading-results', '05-comparing']
const tallest = 2600
const width = 1000

/** nbconvert with nothing of the user's own. */
function convert(folder, ...args) {
  const own = { JUPYTER_PATH: jupyterPath, JUPYTER_CONFIG_DIR: folder, JUPYTER_DATA_DIR: folder, IPYTHONDIR: folder }
  const env = { ...process.env, ...own, N4A_WORKSPACE: join(folder, 'workspace') }
  execFileSync(python, ['-m', 'nbconvert', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 26 })
}

if (!(await buildAll())) process.exit(1)
const chromium = findChromium()
const missing = missingForNotebooks() ?? (chromium ? undefined : 'Chromium (`node scripts/setup-tests.mjs`)')
if (missing) {
  console.error(`The pictures need ${missing}.`)
  process.exit(1)
}
const given = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'n4a-pictures-'))
const pictures = join(root, 'docs', 'pictures')
mkdirSync(pictures, { recursive: true })
try {
  for (const name of given.length > 0 ? given : usual) {
    const source = join(root, 'notebooks', `${name}.ipynb`)
    const executed = ['--execute', '--ExecutePreprocessor.timeout=240', '--ExecutePreprocessor.kernel_name=tslab']
    convert(folder, '--to', 'notebook', ...executed, '--output-dir', folder, '--output', `${name}.ipynb`, source)
    await withPage(chromium, async page => {
      for (const theme of ['light', 'dark']) {
        const output = ['--output-dir', folder, '--output', `${name}-${theme}.html`]
        convert(folder, '--to', 'html', `--HTMLExporter.theme=${theme}`, ...output, join(folder, `${name}.ipynb`))
        // The reader's system prefers the other one: the page's own theme has to win.
        const other = theme === 'light' ? 'dark' : 'light'
        await page.open(readFileSync(join(folder, `${name}-${theme}.html`), 'utf8'), other, width)
        const picture = await page.photograph('body', { margin: 0, height: tallest })
        writeFileSync(join(pictures, `notebook-${name}-${theme}.png`), smallPng(picture))
        console.log(`${name}, ${theme}`)
      }
    })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
