import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { generators } from '../../src/core/pipeline/index.ts'
import { rootPath } from '../support/shared.ts'

const page = readFileSync(rootPath('docs', 'templates.md'), 'utf8')
const blocks = [...page.matchAll(/```yaml\n(.*?)```(?:\n\n→ (\d+) pipelines?)?/gs)].map(([, text, count]) => ({
  text: text!,
  count: Number(count),
}))

describe('the page of templates', () => {
  const engine = createEngine({ workspace: mkdtempSync(join(tmpdir(), 'n4a-docs-')) })

  it.each(blocks)('has an example that is valid and expands to $count pipelines:\n$text', async ({ text, count }) => {
    const { problems, count: counted } = await engine.templates.validate({ text })
    expect(problems).toEqual([])
    expect(counted).toBe(count)
  })

  it('has an example of every generator and of every key that may stand beside one', () => {
    const examples = blocks.map(({ text }) => text).join('')
    const keys = generators.flatMap(({ keyword, modifiers }) => [keyword, ...modifiers])
    for (const key of [...new Set(keys), '_preset_', 'param']) expect(examples).toContain(`${key}:`)
  })
})
