import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { expandTemplate, withoutBoundParameters } from '../../src/core/pipeline/index.ts'
import { invoke } from '../cli/support/invoke.ts'
import { rootPath, sharedPath } from '../support/shared.ts'

/** What the Python library expands, order and choices included. Executed there; read here, never copied. */
const fixtures = sharedPath('fixtures', 'nirs4all')

interface Case {
  readonly name: string
  readonly template: unknown
  readonly expanded?: readonly unknown[]
  readonly choices?: readonly unknown[]
  readonly seed?: number
}

/** Where n4a differs on purpose; docs/differences.md tells users. */
const deliberate: Readonly<Record<string, string>> = {
  seed_free_standing_range: 'a free-standing param is bound to the next step that declares it; there it is ignored',
  free_standing_range_only: 'a param that no step takes is an error',
  free_standing_range_before_model:
    'a free-standing param is bound to the next step that declares it; there it is ignored',
  sibling_model_string_unchanged: 'a sibling param works for an operator named by text too; there it is ignored',
  sibling_param_not_string: 'a param that is no name is an error; there the generator is ignored',
}

const read = (name: string): Case[] => JSON.parse(readFileSync(`${fixtures}/${name}`, 'utf8')).cases
const known = (name: string): Case[] => (fixtures ? read(name) : [])

describe.skipIf(!fixtures)('the expansions of the Python library (skipped without the shared folder)', () => {
  it.each(known('expansions.json').filter(({ name }) => !(name in deliberate)))(
    '$name',
    ({ template, expanded, choices }) => {
      const all = () => [...expandTemplate(template)]
      if (!expanded) return expect(all).toThrowError(expect.objectContaining({ kind: 'input' }))
      expect(all().map(({ value }) => withoutBoundParameters(value))).toEqual(expanded)
      if (choices) expect(all().map(alternative => alternative.choices)).toEqual(choices)
    },
  )

  it.each(known('expansions_seeded.json'))('$name with seed $seed', ({ template, expanded, seed }) => {
    expect(Array.from(expandTemplate(template, seed!), ({ value }) => value)).toEqual(expanded)
  })

  it('are what `templates expand --spec -` prints, and its exit code', async () => {
    const engine = createEngine({ workspace: 'nowhere' })
    for (const { name, template, expanded, choices } of known('expansions.json')) {
      if (name in deliberate) continue
      const args = ['templates', 'expand', '--spec', '-', '--json']
      const { code, out } = await invoke(args, { engine, input: JSON.stringify(template) })
      expect([name, code]).toEqual([name, expanded ? 0 : 2])
      if (expanded)
        expect(JSON.parse(out)).toEqual({ count: expanded.length, expanded, choices: choices ?? expect.anything() })
    }
  })

  it('differ in nothing that is not declared', () => {
    for (const { name, template, expanded } of known('expansions.json').filter(({ name }) => name in deliberate)) {
      let found: unknown
      try {
        found = Array.from(expandTemplate(template), ({ value }) => withoutBoundParameters(value))
      } catch (error) {
        found = error
      }
      expect([name, found]).not.toEqual([name, expanded])
    }
  })
})

it('the page of differences names each case that differs', () => {
  const page = readFileSync(rootPath('docs', 'differences.md'), 'utf8')
  for (const name of Object.keys(deliberate)) expect(page).toContain(`\`${name}\``)
})
