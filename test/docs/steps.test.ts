import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { expandTemplate, parsePipeline } from '../../src/core/pipeline/index.ts'
import { rootPath } from '../support/shared.ts'

const page = readFileSync(rootPath('docs', 'steps.md'), 'utf8')
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!)

describe('the examples of docs/steps.md', () => {
  it.each(examples)('are pipelines: %s', text => {
    const [only] = expandTemplate(parse(text))
    const pipeline = parsePipeline(only!.value as readonly unknown[], only!.choices)
    expect(pipeline.chains.length).toBeGreaterThan(0)
  })
})
