import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { datasetFlags } from '../../src/cli/dataset-options.ts'
import { rootPath } from '../support/shared.ts'

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes the table. */
const page = rootPath('docs', 'formats.md')
const generated = /(?<=<!-- flags -->\n).*?(?=<!-- \/flags -->)/s
const cell = (text: string) => text.replaceAll('|', '\\|')

it('docs/formats.md has the flags that the commands have', () => {
  const rows = datasetFlags().map(({ flag, field, help }) => `| \`${cell(flag)}\` | \`${field}\` | ${cell(help)} |`)
  const table = `${['| flag | in a run file | |', '|---|---|---|', ...rows].join('\n')}\n`
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, readFileSync(page, 'utf8').replace(generated, table))
  expect(generated.exec(readFileSync(page, 'utf8'))?.[0]).toBe(table)
})
