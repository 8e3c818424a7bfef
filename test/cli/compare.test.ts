import { expect, it } from 'vitest'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

it('results compare prints a row for each result, and the verdict in words', async () => {
  const { code, out } = await invoke(['results', 'compare', 'r1', 'r2'], { engine: fakeEngine({}) })
  expect(code).toBe(0)
  expect(out).toMatch(/B +SNV > PLS\(n_components=10\) +2\.00 +\+10 % +0\/2 +0\.002 +worse/)
  expect(out.trimEnd()).toMatch(/B is worse than A\.$/)
})

it('results compare --json prints the comparison', async () => {
  const { out } = await invoke(['results', 'compare', 'r1', 'r2', '--json'], { engine: fakeEngine({}) })
  expect(JSON.parse(out)).toMatchObject({ n_samples: 172, results: [{ letter: 'A' }, { letter: 'B' }] })
})
