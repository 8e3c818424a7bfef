import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes the last section of the page. */
const page = rootPath('docs', 'differences.md')
const heading = '## Operator by operator'

function section(): string {
  const cards = createEngine({ workspace: '.' }).operators.list()
  const rows = cards
    .filter(({ differs }) => differs !== null)
    .sort((a, b) => (a.label < b.label ? -1 : 1))
    .map(({ label, differs }) => `| ${label} | ${differs!.replaceAll('|', '\\|')} |`)
  const intro = 'Made from the declarations in `src/core/operators`; `n4a operators show NAME` prints the same. In n4a:'
  return [heading, intro, ['| operator | difference |', '|---|---|', ...rows].join('\n')].join('\n\n').concat('\n')
}

it('ends with every difference that an operator declares', () => {
  const text = readFileSync(page, 'utf8')
  const [before] = text.split(heading)
  const made = `${before!.trimEnd()}\n\n${section()}`
  if (process.env.UPDATE_DOCS) writeFileSync(page, made)
  expect(readFileSync(page, 'utf8')).toBe(made)
})
