import { expect, it } from 'vitest'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

it('transform writes a CSV with a column for each wavelength', async () => {
  const { code, out } = await invoke(['transform', 'steps.yaml', 'data.csv'], { engine: fakeEngine({}) })
  expect(code).toBe(0)
  expect(out).toBe('sample,1000,1010\na,1,2\n')
})

it('transform --json prints X and axis as one value', async () => {
  const engine = fakeEngine({})
  const args = ['transform', 'steps.yaml', 'data.csv', '--y', 'fat', '--fit-rows', '0:12', '--json']
  const { out } = await invoke(args, { engine })
  expect(JSON.parse(out)).toMatchObject({ X: [[1, 2]], axis: [1000, 1010] })
})

it('transform refuses rows that are no range', async () => {
  const { code, err } = await invoke(['transform', 's', 'd', '--fit-rows', '5'], { engine: fakeEngine({}) })
  expect(code).toBe(2)
  expect(err).toContain('FROM:TO')
})
