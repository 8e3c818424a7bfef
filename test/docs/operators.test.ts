import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createEngine, type OperatorCard } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes the page. */
const page = rootPath('docs', 'operators.md')

const titles = {
  transform: 'Preprocessing',
  filter: 'Filters of samples',
  augmenter: 'Augmentation of samples',
  model: 'Models',
  splitter: 'Splitters',
} as const

const cell = (text: string) => text.replaceAll('|', '\\|')

function section({ label, class_path, summary, formula, source, aliases, params, ...card }: OperatorCard): string {
  const names = aliases.filter(alias => !alias.includes('.'))
  const rows = params.map(
    ({ name, initial, expected, help }) =>
      `| \`${name}\` | \`${cell(JSON.stringify(initial))}\` | ${cell(expected)} | ${cell(help)} |`,
  )
  const facts = [
    `* Class: \`${class_path}\`${names.length > 0 ? `; also \`${names.join('`, `')}\`` : ''}`,
    `* Formula: ${cell(formula)}`,
    `* Source: ${source}`,
    `* Checked against: ${card.checked_against}`,
    ...(card.differs === null ? [] : [`* Differs from the Python library: ${card.differs}`]),
  ]
  return [
    `### ${label}`,
    `${summary}.`,
    facts.join('\n'),
    rows.length > 0
      ? ['| parameter | default | must be | |', '|---|---|---|---|', ...rows].join('\n')
      : 'No parameters.',
  ].join('\n\n')
}

function operatorsPage(): string {
  const cards = createEngine({ workspace: '.' }).operators.list()
  const parts = (Object.keys(titles) as OperatorCard['kind'][]).flatMap(kind => {
    const ofKind = cards.filter(card => card.kind === kind).sort((a, b) => (a.label < b.label ? -1 : 1))
    return [`## ${titles[kind]} (${ofKind.length})`, ...ofKind.map(section)]
  })
  const intro = [
    '# Operators',
    'Made from the declarations in `src/core/operators`; `n4a operators show NAME` prints the same.',
  ]
  return `${[...intro, ...parts].join('\n\n')}\n`
}

it('describes every operator as it is declared', () => {
  const made = operatorsPage()
  if (process.env.UPDATE_DOCS) writeFileSync(page, made)
  expect(existsSync(page)).toBe(true)
  expect(readFileSync(page, 'utf8')).toBe(made)
})
