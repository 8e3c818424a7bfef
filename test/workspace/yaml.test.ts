import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseQuickYaml } from '../../src/core/workspace/yaml/quick-yaml.ts'
import { parseYaml } from '../../src/core/workspace/yaml/read-yaml.ts'
import { flowYaml, writeYaml } from '../../src/core/workspace/yaml/write-yaml.ts'

/** JSON has one zero and no __proto__ that means a field. */
const records = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
  .map(value => JSON.parse(JSON.stringify(value)) as Record<string, unknown>)

it('writes YAML that a YAML library reads as the same value', () => {
  fc.assert(
    fc.property(records, value => {
      expect(parse(writeYaml(value), { schema: 'core' })).toEqual(value)
    }),
    { numRuns: 300 },
  )
})

it('reads what it wrote without a library', () => {
  fc.assert(
    fc.property(records, value => {
      expect(parseQuickYaml(writeYaml(value))).toEqual(value)
    }),
    { numRuns: 300 },
  )
})

it('writes one line of flow style that is JSON as well', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const line = flowYaml(value)
      expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/)
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('never reads without a library what a library reads otherwise', () => {
  const line = fc.constantFrom(
    'a: 1',
    'b: "x"',
    '  c: 2',
    '- 1',
    '  - "a": 2',
    'a:',
    '# note',
    'd: text',
    'e: [1, 2]',
    '- - 1',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), lines => {
      const text = `${lines.join('\n')}\n`
      const quick = parseQuickYaml(text)
      if (quick !== undefined) expect(quick).toEqual(parse(text, { schema: 'core' }))
    }),
    { numRuns: 2000 },
  )
})

it('keeps small numbers numbers for readers of YAML 1.1', () => {
  expect(flowYaml(1e-7)).toBe('1.0e-7')
  expect(parse(writeYaml({ tol: 1e-7 }), { version: '1.1' })).toEqual({ tol: 1e-7 })
})

it('reads a file that was edited by hand', async () => {
  const text = 'schema_version: "1.0" # ours\nname: Protein trial\nwarnings:\n- one\n'
  expect(await parseYaml(text, 'x.yaml')).toEqual({ schema_version: '1.0', name: 'Protein trial', warnings: ['one'] })
})

it('tells file and line of what is not YAML', async () => {
  await expect(parseYaml('a: 1\nb: [1, 2\n', 'x.yaml')).rejects.toMatchObject({
    code: 'DamagedFile',
    place: { file: 'x.yaml', line: expect.any(Number) },
  })
})

it('refuses what is nested within itself, or beyond the stack', async () => {
  for (const text of ['a: &a [*a]\n', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`]) {
    await expect(parseYaml(text, 'x.yaml')).rejects.toMatchObject({ code: 'DamagedFile' })
  }
})
