import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createEngine, type GuardCard, type GuardKind, guardKinds } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes the page. */
const page = rootPath('docs', 'guards.md')

const titles: Readonly<Record<GuardKind, string>> = {
  design: 'Before a run starts',
  result: 'On every result',
  run: 'When a run has ended',
}
const places: Readonly<Record<GuardKind, string>> = {
  design:
    'They look at each dataset with its folds and partitions. `n4a run FILE --dry-run` shows what they find (with `--json`, field by field under `design`), and the run keeps it among its `warnings`.',
  result:
    'They look at scores and predictions of the model that ranks the result. What they find is among the `warnings` of the result: `n4a results show ID` prints them, and leaderboards count them. Solvers that have not converged, and whatever else an operator notes of a fit, stand there too.',
  run: 'They look at all results together; what they find is among the `warnings` of the run.',
}

const cell = (text: string) => text.replaceAll('|', '\\|')

function section(kind: GuardKind, cards: readonly GuardCard[]): string {
  const rows = cards.map(
    ({ id, summary, matters, remedy, field }) =>
      `| \`${id}\` | ${cell(summary)} | ${cell(matters)} | ${cell(remedy)}${field === null ? '' : ` (\`${cell(field)}\`)`} |`,
  )
  const table = ['| guard | warns of | why it matters | what to do |', '|---|---|---|---|', ...rows].join('\n')
  return [`## ${titles[kind]} (${cards.length})`, places[kind], table].join('\n\n')
}

function guardsPage(): string {
  const cards = createEngine({ workspace: '.' }).guards.list()
  const intro = [
    '# Guards',
    'Made from the declarations in `src/core/run/guards`; `n4a guards list` prints the same. A guard warns and refuses nothing: it says what it saw, with figures, why that matters and what to do.',
  ]
  const parts = guardKinds.map(kind =>
    section(
      kind,
      cards.filter(card => card.kind === kind),
    ),
  )
  return `${[...intro, ...parts].join('\n\n')}\n`
}

it('describes every guard as it is declared', () => {
  const made = guardsPage()
  if (process.env.UPDATE_DOCS) writeFileSync(page, made)
  expect(existsSync(page)).toBe(true)
  expect(readFileSync(page, 'utf8')).toBe(made)
})
