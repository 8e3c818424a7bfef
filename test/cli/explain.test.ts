import { describe, expect, it } from 'vitest'
import { resultExplanation } from '../displays/explanation-records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const stored = {}

describe('results explain', () => {
  it('prints components, the peaks of the coefficients, ranges of VIP and samples beyond the limits', async () => {
    const { code, out } = await invoke(['results', 'explain', 'r1'], { engine: fakeEngine(stored) })
    expect(code).toBe(0)
    expect(out).toBe(`Model          PLSRegression
Target         fat
Dataset        fat, 4 training samples × 6 features
Preprocessing  SNV
Intercept      12.3450
Result         r1

Components: share of the sum of squares that each explains
Component  X (%)  X in all (%)  fat (%)  fat in all (%)
─────────  ─────  ────────────  ───────  ──────────────
        1   90.0          90.0     50.0            50.0
        2   5.00          95.0     25.0            75.0

Greatest coefficients, at the peaks of their size
Wavelength (nm)  Coefficient (fat per unit of X)   VIP
───────────────  ───────────────────────────────  ────
858                                         3.00  1.10
852                                        −2.00  1.60

Ranges of VIP above 1
From: wavelength (nm)  To   Features  Greatest VIP  At
─────────────────────  ───  ────────  ────────────  ───
852                    854         2          1.60  852
858                    858         1          1.10  858

Samples beyond the limits: 1 of 4 (T² 95 % 6.00, 99 % 10.0; Q 95 % 0.500, 99 % 1.10)
Sample    T²      Q  Beyond
──────  ────  ─────  ───────────────
s4      12.0  0.900  T² 99 %, Q 95 %
`)
  })

  it('asks for another model of the result, and prints the record with --json', async () => {
    const engine = fakeEngine(stored)
    const { out } = await invoke(['results', 'explain', 'r1', '--member', '2', '--json'], { engine })
    expect(engine.calls).toContainEqual(['results.explain', 'r1', { member: 2 }])
    expect(JSON.parse(out)).toEqual(resultExplanation())
  })
})

describe('results charts', () => {
  it('prints each chart as a table', async () => {
    const { code, out } = await invoke(['results', 'charts', 'r1'], { engine: fakeEngine(stored) })
    expect(code).toBe(0)
    expect(out).toContain('Mean spectra by fat after SNV (n 2, 3)')
    expect(out).toMatch(/^Wavelength \(nm\) +fat 1\.00–5\.00 +fat 6\.00–9\.00$/m)
    expect(out).toMatch(/^852 +2\.00 +3\.00$/m)
    expect(out).toMatch(/Spread of the spectra after SNV: test \(n 2; sd with n − 1\)/)
    expect(out).toMatch(/^Distribution of fat\nFrom +Below +train +test$/m)
    expect(out).toMatch(/^5\.00 +10\.0 +3 +0$/m)
    expect(out).toMatch(/^0 +val +2 +5\.00 +5\.50 +6\.00$/m)
    expect(out).toMatch(/Excluded training samples after SNV: 1 of 3[\s\S]*^s9 +8\.00 +−7\.00$/m)
    expect(out).toMatch(/^1 Noise +5 +0\.200$/m)
  })

  it('prints the records with --json', async () => {
    const { out } = await invoke(['results', 'charts', 'r1', '--json'], { engine: fakeEngine(stored) })
    expect(JSON.parse(out)).toHaveLength(6)
  })
})
