import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

it('datasets synth writes a CSV of what the engine makes up', async () => {
  const { code, out } = await invoke(['datasets', 'synth', '--samples', '10'], { engine: fakeEngine({}) })
  expect(code).toBe(0)
  expect(out).toBe('sample_id,component_1,1100\nS1,0.5,0.25\n')
})

it('datasets synth writes over a file only when it is told to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'n4a-synth-'))
  try {
    const file = join(folder, 'made.csv')
    const args = ['datasets', 'synth', '-o', file]
    expect((await invoke(args, { engine: fakeEngine({}) })).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('S1,0.5,0.25')
    expect((await invoke(args, { engine: fakeEngine({}) })).code).not.toBe(0)
    expect((await invoke([...args, '--force'], { engine: fakeEngine({}) })).code).toBe(0)
    expect(existsSync(file)).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('datasets synth refuses a word for a number', async () => {
  const { code, err } = await invoke(['datasets', 'synth', '--samples', 'many'], { engine: fakeEngine({}) })
  expect(code).toBe(2)
  expect(err).toContain('number')
})
