import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-export-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const file = join(scratch, 'fat.onnx')

describe('models export', () => {
  it('writes the bytes, says what they are, and writes over nothing unless told to', async () => {
    const engine = fakeEngine({})
    const words = ['models', 'export', 'r1', '--format', 'onnx', '-o', file]
    const { code, err } = await invoke(words, { engine })
    expect(code).toBe(0)
    expect(err).toBe(`SNV > PLSRegression, X (N, 100) → fat written to ${file}\n`)
    expect(Array.from(readFileSync(file))).toEqual([8, 7])
    expect(engine.calls).toContainEqual(['results.exportOnnx', 'r1', {}])
    const again = await invoke(words, { engine })
    expect(again.code).toBe(2)
    expect(again.err).toContain('it exists already')
    expect((await invoke([...words, '--force'], { engine })).code).toBe(0)
  })

  it('asks for the mean of the folds, and for another model of the result', async () => {
    const engine = fakeEngine({})
    const words = [
      'models',
      'export',
      'r1',
      '--format',
      'onnx',
      '-o',
      file,
      '--force',
      '--model',
      'avg',
      '--member',
      '2',
    ]
    const { err } = await invoke(words, { engine })
    expect(err).toContain('the mean of 5 models')
    expect(engine.calls).toContainEqual(['results.exportOnnx', 'r1', { model: 'avg', member: 2 }])
  })

  it('needs to be told the format and the file', async () => {
    for (const words of [
      ['-o', file],
      ['--format', 'onnx'],
      ['--format', 'pmml', '-o', file],
    ]) {
      expect((await invoke(['models', 'export', 'r1', ...words], { engine: fakeEngine({}) })).code).toBe(2)
    }
  })
})
