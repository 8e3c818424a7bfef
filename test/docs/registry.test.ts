import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { datasetStatuses, resolutionStages } from '../../src/core/records/index.ts'
import { invoke } from '../cli/support/invoke.ts'
import { rootPath } from '../support/shared.ts'

const page = readFileSync(rootPath('docs', 'registry.md'), 'utf8')

describe('docs/registry.md', () => {
  it.each([...datasetStatuses, ...resolutionStages])('explains %s', name => expect(page).toContain(`| \`${name}\` |`))

  it('uses commands and flags that there are', async () => {
    const lines = [...page.matchAll(/^n4a datasets (\w+)([^#\n]*)/gm)]
    expect(lines.length).toBeGreaterThan(7)
    for (const [, verb, rest = ''] of lines) {
      const { out } = await invoke(['datasets', verb!, '--help'])
      for (const [flag] of rest.matchAll(/--[\w-]+/g)) expect(out).toContain(flag)
    }
  })
})
