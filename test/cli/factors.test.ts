import { expect, it } from 'vitest'
import { resultRecord } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const results = [3, 2, 5, 4].map((best_score, i) =>
  resultRecord({
    id: `r${i}`,
    best_score,
    preprocessings: i < 2 ? 'SNV' : 'raw',
    params: { preprocessing: i < 2 ? 'SNV' : 'raw', n_components: i % 2 === 0 ? 2 : 10 },
  }),
)
const engine = () => fakeEngine({ results })

it('lays results out by two factors', async () => {
  const asked = engine()
  const args = [
    'results',
    'matrix',
    '--rows',
    'n_components',
    '--columns',
    'preprocessings',
    '--where',
    'status:completed',
  ]
  const { code, out } = await invoke(args, { engine: asked })
  expect(code).toBe(0)
  expect(asked.calls).toContainEqual(['results.list', [{ where: 'status:completed' }]].flat())
  expect(out).toMatch(/^RMSECV by number of components × preprocessing on fat$/m)
  expect(out).toMatch(/^2 +3\.00 +5\.00$/m)
  expect(out).toMatch(/^10 +2\.00\* +4\.00$/m)
  expect(out).toContain('Each cell is the best of its results, 4 results in all.')
  const json: readonly object[] = JSON.parse((await invoke([...args, '--json'], { engine: engine() })).out)
  expect(json[0]).toMatchObject({ 'Number of components': '2', Preprocessing: 'SNV', value: '3.00' })
})

it('tells the quartiles at each level of a factor', async () => {
  const { out } = await invoke(['results', 'boxes'], { engine: engine() })
  expect(out).toMatch(/^SNV +2 +2\.00 +2\.25 +2\.50 +2\.75 +3\.00 +0$/m)
  expect(out).toContain('best median 2.50 with SNV')
  const { code, err } = await invoke(['results', 'boxes', 'n_component'], { engine: engine() })
  expect(code).toBe(2)
  expect(err).toContain('n_components')
})

it('shows the tree of a template', async () => {
  const { out } = await invoke(['templates', 'preview', 'pls.yaml', '--tree'], { engine: engine() })
  expect(out).toMatch(/^pls: 3 pipelines\nStep +Pipelines\n.*\n?└ SNV/m)
})
