import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createEngine, type MetricCard, metricColumns } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes the page. */
const page = rootPath('docs', 'metrics.md')

const titles = { regression: 'Of quantities', classification: 'Of classes' } as const

const inSections = new Set(['label', 'name', 'task', 'aliases'])

function section(card: MetricCard): string {
  const names = [card.name, ...(card.aliases ?? [])].map(name => `\`${name}\``)
  const facts = metricColumns
    .filter(({ key, value }) => !inSections.has(key) && value(card) !== null)
    .map(({ label, text }) => `* ${label}: ${text(card)}`)
  return [`### ${card.label}`, names.join(', '), facts.join('\n')].join('\n\n')
}

function metricsPage(): string {
  const cards = createEngine({ workspace: '.' }).metrics.list()
  const intro = [
    '# Metrics',
    'Made from the declarations in `src/core/metrics`; `n4a metrics show NAME` prints the same. The first name is the one in records; a run file may say any of them (`metric: f1`).',
    'y is the truth, ŷ the prediction, e = ŷ − y the error, n the number of samples; a bar is a mean. Every metric is computed over the rows of one part (`train`, `val`, `test`), and is null where it is not defined. Of classes, 0/0 counts as 0.',
    'Metrics stored "where it ranks" are computed where they are asked for: `n4a results show ID --metric NAME` gives them with their intervals.',
  ]
  const parts = (Object.keys(titles) as MetricCard['task'][]).flatMap(task => {
    const ofTask = cards.filter(card => card.task === task)
    return [`## ${titles[task]} (${ofTask.length})`, ...ofTask.map(section)]
  })
  return `${[...intro, ...parts].join('\n\n')}\n`
}

it('describes every metric as it is declared', () => {
  const made = metricsPage()
  if (process.env.UPDATE_DOCS) writeFileSync(page, made)
  expect(existsSync(page)).toBe(true)
  expect(readFileSync(page, 'utf8')).toBe(made)
})
