import { expect, it } from 'vitest'
import { guardCards } from '../../src/core/run/index.ts'
import { invoke } from './support/invoke.ts'

it('lists guards with what they warn of and what to do, all of them', async () => {
  const { code, out } = await invoke(['guards', 'list'])
  expect(code).toBe(0)
  expect(out).toMatch(/^repeated_samples +before a run +the same spectrum.* Take the repeats out/m)
  expect(out.trimEnd().split('\n')).toHaveLength(guardCards().length + 2)
})

it('lists them as records, of one kind where asked', async () => {
  expect(JSON.parse((await invoke(['guards', 'list', '--json'])).out)).toEqual(guardCards())
  const ofRuns = JSON.parse((await invoke(['guards', 'list', '--kind', 'run', '--json'])).out)
  expect(ofRuns).toEqual([expect.objectContaining({ id: 'edge_of_range', kind: 'run' })])
  expect((await invoke(['guards', 'list', '--kind', 'fold'])).code).toBe(2)
})
