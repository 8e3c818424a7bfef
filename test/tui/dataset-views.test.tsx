import { afterEach, describe, expect, it, vi } from 'vitest'
import { repeatability, stageSpectra } from '../../src/core/displays/index.ts'
import { fakeLook } from './fake-datasets.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

function dataset(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk({ place: { screen: 'dataset', subject: 'ds_fat' }, ...options })
  open.push(shown)
  return shown
}

describe('the page of a dataset', () => {
  it('reads its file only when a view needs it, and once', async () => {
    const engine = createFakeEngine()
    const look = vi.spyOn(engine.datasets, 'look')
    const check = vi.spyOn(engine.datasets, 'check')
    const shown = dataset({ engine })
    await shown.until(/fat[\s\S]*215[\s\S]*view 1\/6/)
    expect(look).not.toHaveBeenCalled()
    expect(check).not.toHaveBeenCalled()
    shown.press('tab')
    await shown.until(/Spectra of fat: \[raw\][\s\S]*[⠁-⣿][\s\S]*Wavelength[\s\S]*nm/)
    shown.press('tab')
    await shown.until(/0 – |train/)
    shown.press('tab', 'tab', 'backtab', 'backtab', 'backtab')
    await shown.until(/Spectra of fat/)
    expect(look).toHaveBeenCalledTimes(1)
  })

  it('goes through the steps of a chain that is chosen', async () => {
    const shown = dataset()
    await shown.until(/view 1\/6/)
    shown.press('tab')
    await shown.until(/\[raw\]/)
    shown.press('enter')
    await shown.until(/Spectra after which steps\?[\s\S]*first derivative/)
    shown.press(...'SNV, first', 'enter')
    await shown.until(/raw > SNV > \[step\]/)
    shown.press('h')
    await shown.until(/raw > \[SNV\] > step[\s\S]*Preprocessed signal/)
    shown.press('h', 'h', 'h')
    await shown.until(/\[raw\] > SNV/)
    shown.press('l')
    await shown.until(/\[SNV\]/)
  })

  it('holds the repeatability of its replicates against the best error of prediction', async () => {
    const shown = dataset()
    await shown.until(/view 1\/6/)
    shown.press('tab', 'tab', 'tab')
    await shown.until(/Replicates +40 samples in 20 groups of up to 2[\s\S]*Repeatability SD +0\.141 of fat/)
    await shown.until(/SEP \/ repeatability|no result on this dataset/)
  })

  it('says what keeps its file from being read, and asks no more', async () => {
    const engine = createFakeEngine()
    const look = vi.spyOn(engine.datasets, 'look').mockRejectedValue(new Error('It is on a disk that is gone.'))
    const shown = dataset({ engine })
    await shown.until(/view 1\/6/)
    shown.press('tab')
    await shown.until(/It is on a disk that is gone\./)
    await new Promise(resolve => setTimeout(resolve, 60))
    expect(look).toHaveBeenCalledTimes(1)
  })

  it('shows where it is, and R repairs it', async () => {
    const shown = dataset()
    await shown.until(/view 1\/6/)
    shown.press('backtab')
    await shown.until(/1 where it was[\s\S]*R repairs it/)
    shown.press('R')
    await shown.until(/Repair fat/)
  })
})

describe('what is computed of it', () => {
  it('pools the spread of replicates by their degrees of freedom', () => {
    const look = fakeLook('ds_fat', [])
    const arrays = { ...look.arrays, y: Float64Array.of(1, 2, 4, 5, 5, 8), groups: ['a', 'a', 'b', 'b', 'b', 'c'] }
    const found = repeatability({ ...arrays, X: look.arrays.X.slice(0, 6) })!
    // Σ(y − ȳ)²: 0.5 of a, 2/3 of b; 1 + 2 degrees of freedom.
    expect(found.reference_sd).toBeCloseTo(Math.sqrt((0.5 + 2 / 3) / 3), 12)
    expect(found).toMatchObject({ groups: 2, samples: 5, largest: 3, degrees_of_freedom: 3 })
    expect(repeatability({ ...arrays, groups: null, sample_ids: ['1', '2', '3', '4', '5', '6'] })).toBeNull()
    expect(repeatability({ ...arrays, y: Float64Array.of(1, 1, 5, 5, 5, 8) })!.reference_sd).toBeNull()
  })

  it('loses no peak of many channels', () => {
    const look = fakeLook('ds_fat', [])
    const spectrum = new Float64Array(5000)
    spectrum[1234] = 7
    spectrum[4321] = -3
    const { series } = stageSpectra(
      { ...look, rows: [0], stages: [{ label: 'raw', X: [spectrum], wavelengths: null }] },
      0,
    )
    const values = series[0]!.points.map(({ y }) => y)
    expect([Math.max(...values), Math.min(...values), values.length < 700]).toEqual([7, -3, true])
  })
})
