import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { newPredictions } from '../displays/new-prediction-records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const folder = mkdtempSync(join(tmpdir(), 'n4a-predict-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('n4a predict', () => {
  it('prints a line for each sample, with its interval and what speaks against it, and notes beside it', async () => {
    const { code, out, err } = await invoke(['predict', 'r1', 'new.csv'])
    expect(code).toBe(0)
    expect(out).toMatch(/Sample +Predicted fat +95 % interval +Measured +T² +Q +Domain/)
    expect(out).toMatch(/^a +12\.5 +8\.50 … 16\.5 .* inside$/m)
    expect(out).toMatch(/outside: T² 31 is above 25\.1/)
    expect(err).toContain('Against the measured fat: rmse 1.25, bias -0.5, sep 1.2, r2 0.98')
    expect(err).toContain('1 of 2 samples are unlike')
    expect(out + err).not.toContain('\u001b')
  })

  it('hands the options to the engine', async () => {
    const engine = fakeEngine()
    const options = ['--model', 'w_avg', '--member', '1', '--resample', '--confidence', '0.9', '--y', 'lab']
    await invoke(['predict', 'r1', 'new.csv', ...options], { engine })
    const request = { model: 'w_avg', member: 1, resample: true, confidence: 0.9 }
    expect(engine.calls).toContainEqual(['predict', 'r1', { path: 'new.csv', y: 'lab' }, request])
  })

  it('--json prints the record', async () => {
    const { out } = await invoke(['predict', 'r1', 'new.csv', '--json'])
    expect(JSON.parse(out)).toEqual(newPredictions)
  })

  it('writes a CSV file, and not over one that is there', async () => {
    const path = join(folder, 'out.csv')
    expect((await invoke(['predict', 'r1', 'new.csv', '-o', path])).out).toBe('')
    const [header, first] = readFileSync(path, 'utf8').split('\n')
    expect(header).toBe('sample,y_pred,lower,upper,hotelling_t2,q_residual,inside_domain,reasons,y_true,residual')
    expect(first).toBe('a,12.5,8.5,16.5,3.1,0.1,true,,13,-0.5')
    expect((await invoke(['predict', 'r1', 'new.csv', '-o', path])).code).toBe(2)
  })
})
