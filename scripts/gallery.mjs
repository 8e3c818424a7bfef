import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withPage } from './browser.mjs'
import { buildAll } from './build.mjs'
import { root } from './ensure-installed.mjs'
import { galleryItems } from './gallery-items.mjs'
import { findChromium } from './setup-tests.mjs'
import { smallPng } from './small-png.mjs'

/*
 * `node scripts/gallery.mjs [NAME…]`: draws what docs/gallery.md shows, photographs it in Chromium on a light and on a dark
 * page, and writes the page. With names, only those pictures.
 */

const themes = ['light', 'dark']
const pictures = join(root, 'docs', 'pictures')
/** Longer drawings are cut: a picture shows what it looks like, not all it says. */
const tallest = 1300

const pageOf = html =>
  `<!doctype html><html><head><meta charset="utf-8"><style>body{margin:16px;font-family:system-ui,sans-serif;background:#fff}@media(prefers-color-scheme:dark){body{background:#11151a}}#it{display:inline-block}</style></head><body><div id="it">${html}</div></body></html>`

const picture = (file, alt) => `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="pictures/${file}-dark.png">
  <img alt="${alt}" src="pictures/${file}-light.png">
</picture>
`

const section = ({ file, heading, words, code }) => `## ${heading}

${words}

\`\`\`ts
${code}
\`\`\`

${picture(file, heading)}`

const notebooks = `## In a notebook

The beginnings of three of the shipped notebooks, executed in tslab, as nbconvert's pages (\`node scripts/notebook-pictures.mjs\`).

${[
  ['01-first-run', 'A first run'],
  ['04-reading-results', 'Reading results'],
  ['05-comparing', 'Comparing runs and datasets'],
]
  .map(([name, alt]) => picture(`notebook-${name}`, alt))
  .join('\n')}`

const intro = `# What n4a draws

Every object of \`n4a/kernel\` draws itself, on light and on dark pages, in JupyterLab, VS Code, the classic notebook and nbconvert's HTML; in a terminal, and for a screen reader, the same as text. The data behind each drawing are one call away: \`toRows()\`, \`toCSV()\`, \`toArrow()\`. Colours are told apart by colour-blind readers, and nothing is said by colour alone.

The pictures are of Tecator, the shipped data; \`node scripts/gallery.mjs\` draws them anew.
`

if (!(await buildAll())) process.exit(1)
const chromium = findChromium()
if (!chromium) {
  console.error('The pictures need Chromium: `node scripts/setup-tests.mjs` installs it.')
  process.exit(1)
}
const wanted = process.argv.slice(2)
const workspace = mkdtempSync(join(tmpdir(), 'n4a-gallery-'))
try {
  const { open } = await import(pathToFileURL(join(root, 'dist', 'kernel', 'index.js')).href)
  const items = await galleryItems({ open, workspace })
  mkdirSync(pictures, { recursive: true })
  await withPage(chromium, async page => {
    for (const { file, object, part } of items) {
      if (wanted.length > 0 && !wanted.includes(file)) continue
      const html = object.bundle()['text/html']
      for (const theme of themes) {
        await page.open(pageOf(html), theme)
        writeFileSync(
          join(pictures, `${file}-${theme}.png`),
          smallPng(await page.photograph(part, { height: tallest })),
        )
      }
      console.log(`${file}: ${html.length} bytes of HTML`)
    }
  })
  writeFileSync(join(root, 'docs', 'gallery.md'), [intro, ...items.map(section), notebooks].join('\n'))
} finally {
  rmSync(workspace, { recursive: true, force: true })
}
