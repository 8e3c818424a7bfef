import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { keyMap } from '../../src/tui/keys/key-map.ts'
import { type PresetName, presetNames } from '../../src/tui/keys/presets.ts'
import { keysText, type Mode } from '../../src/tui/keys.ts'
import { rootPath } from '../support/shared.ts'

const file = rootPath('docs/keys.md')

const maps = Object.fromEntries(presetNames.map(keys => [keys, keyMap({ keys })])) as Record<
  PresetName,
  ReturnType<typeof keyMap>
>

const modeWords: Readonly<Record<Mode, string>> = {
  browse: 'Pages',
  filter: 'While a filter is typed',
  help: 'In the help',
  info: 'In an info card',
  choose: 'In a menu',
  prompt: 'While a line is asked for',
  confirm: 'At a question before an act',
  quit: 'At the question before leaving',
  alert: 'At a message',
}

/** In a table cell: a bar would part it, and what looks like a tag would be one. */
const cell = (text: string) => text.replace(/[|<]/g, character => `\\${character}`)
const keyCell = (text: string) => (text === '' ? '–' : `\`${text.replaceAll('|', '\\|')}\``)

function section(mode: Mode): string {
  const own = maps.vim.bindings.filter(binding => binding.mode === mode)
  const parts = [...new Set(own.map(binding => binding.section))]
  const rows = (part: string) =>
    own
      .filter(binding => binding.section === part)
      .map(({ id, help }) => {
        const keys = presetNames.map(preset => {
          const binding = maps[preset].bindings.find(other => other.id === id)!
          return keyCell(keysText(binding))
        })
        const others = keys.slice(1).map(text => (text === keys[0] ? '' : text))
        return `| ${[keys[0], ...others, cell(help), `\`${id}\``].join(' | ')} |`
      })
  return [
    `## ${modeWords[mode]}`,
    ...parts.flatMap(part => [
      '',
      ...(parts.length > 1 ? [`### ${part}`, ''] : []),
      '| vim | k9s | arrows | what it does | action |',
      '|---|---|---|---|---|',
      ...rows(part),
    ]),
  ].join('\n')
}

const text = `# Keys of the dashboard

\`?\` in \`n4a tui\` shows those of the page, with the reason beside a key that is off, and searches them by words or by key. \`:\` finds every
action and command by its words. \`^d\` is Control and d; \`gg\` is g twice; a number goes before keys that move: \`12G\`, \`3 j\`.

## Your own keys

\`config.yaml\` in the folder of your configurations (\`~/.config/n4a\`, or \`XDG_CONFIG_HOME\`, or \`N4A_CONFIG\`):

\`\`\`yaml
keys: k9s             # vim (as it comes), k9s or arrows
bind:                 # over that, by the names of the last column
  star: S
  info: [i, d]
\`\`\`

What is set and cannot be (two actions on one key, keys that no terminal sends or that it takes itself) is told when the dashboard starts,
and in its help; the rest holds. Columns of presets are empty where they are as vim's.

${(Object.keys(modeWords) as Mode[]).map(section).join('\n\n')}
`

it('says in docs/keys.md what the key table says (UPDATE_DOCS=1 writes it)', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(file, text)
  expect(readFileSync(file, 'utf8')).toBe(text)
})
