import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createEngine, type OperatorCard } from '../../src/core/index.ts'
import { onnxSupport } from '../../src/core/pipeline/onnx/index.ts'
import { rootPath } from '../support/shared.ts'

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes the last section of the page. */
const page = rootPath('docs', 'onnx.md')
const heading = '## Operator by operator'

const titles = { transform: 'Preprocessing', regression: 'Models of quantities', classification: 'Models of classes' }
const cell = (text: string) => text.replaceAll('|', '\\|')
const kindOf = ({ kind, task }: OperatorCard) => (kind === 'model' ? task! : 'transform') as keyof typeof titles

function section(): string {
  const cards = new Map(
    createEngine({ workspace: '.' })
      .operators.list()
      .map(card => [card.id, card]),
  )
  const known = onnxSupport
    .map(support => ({ support, card: cards.get(support.id)! }))
    .sort((a, b) => (a.card.label < b.card.label ? -1 : 1))
  const tables = (Object.keys(titles) as (keyof typeof titles)[]).map(kind => {
    const rows = known
      .filter(({ card }) => kindOf(card) === kind)
      .map(({ card, support }) =>
        'how' in support
          ? `| ${card.label} | ${cell(support.how)} | ${cell(support.limits ?? '')} |`
          : `| ${card.label} | **no**: ${cell(support.reason)} | instead: ${support.able.join(', ')} |`,
      )
    const yes = known.filter(({ card, support }) => kindOf(card) === kind && 'how' in support).length
    return `### ${titles[kind]} (${yes} of ${rows.length})\n\n${['| operator | how | |', '|---|---|---|', ...rows].join('\n')}`
  })
  const intro =
    'Made from the conversions in `src/core/pipeline/onnx`. A pipeline with anything that is not among them is refused, with the step and the reason.'
  return `${[heading, intro, ...tables].join('\n\n')}\n`
}

it('ends with every operator and how it is expressed, or why not', () => {
  const text = readFileSync(page, 'utf8')
  const [before] = text.split(heading)
  const made = `${before!.trimEnd()}\n\n${section()}`
  if (process.env.UPDATE_DOCS) writeFileSync(page, made)
  expect(readFileSync(page, 'utf8')).toBe(made)
})
