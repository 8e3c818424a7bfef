import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { validateDatasetSpec } from '../../src/core/datasets/index.ts'
import { missingActions } from '../../src/core/records/index.ts'
import { rootPath } from '../support/shared.ts'

const page = readFileSync(rootPath('docs', 'datasets.md'), 'utf8')
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, text]) => parse(text!) as unknown[])

describe('docs/datasets.md', () => {
  it.each(examples.map(entry => [JSON.stringify(entry), entry]))('has the entry %s, which is valid', (_, entry) => {
    expect(validateDatasetSpec(entry).path).not.toBe('')
  })

  it('explains every policy for missing values', () => {
    for (const action of missingActions) expect(page).toContain(`| \`${action}\` |`)
  })
})
