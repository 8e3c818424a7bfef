import { afterEach, describe, expect, it, vi } from 'vitest'
import { UnsupportedRequest } from '../../src/core/errors/index.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)

/** The page of the first result, then its explanation. */
async function explained(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk(options)
  open.push(shown)
  await ready(shown)
  shown.desk.jump('results')
  await ready(shown)
  shown.press('enter')
  await ready(shown)
  shown.press('b')
  await ready(shown)
  return shown
}

describe('the page that explains a result', () => {
  it('opens with b, with the coefficients along the wavelengths and their peaks beside them', async () => {
    const shown = await explained({ columns: 140, rows: 40 })
    await shown.until(/view 1\/6 Coefficients/)
    await shown.until(/▸ Explain/)
    await shown.until(/PLSRegression fitted on all 4 training samples × 6 features/)
    await shown.until(/▲ largest \(858\)/)
    await shown.until(/Coefficient \(fat per unit of X\)/)
    await shown.until(/│ +858 +3\.00 +1\.10/)
    expect(shown.text()).toMatch(/850 .*860\s/)
    expect(shown.text()).toContain('Wavelength (nm)')
  })

  it('has a view each for VIP, selectivity, loadings, influence and the charts of the template', async () => {
    const shown = await explained({ columns: 140, rows: 40 })
    shown.press('tab')
    await shown.until(/view 2\/6 VIP[\s\S]*/)
    expect(shown.text()).toMatch(/1 VIP {2}2 root mean square/)
    expect(shown.text()).toMatch(/852 +854 +/)
    shown.press('tab')
    await shown.until(/Selectivity ratio/)
    shown.press('tab')
    await shown.until(/1 component 1 {2}2 component 2/)
    expect(shown.text()).toMatch(/1 +90\.0 +90\.0 +50\.0 +50\.0/)
    shown.press('tab')
    await shown.until(/Hotelling’s T²/)
    expect(shown.text()).toMatch(/1 +s4 +12\.0 +0\.900 +T² 99 %, Q 95 %/)
    shown.press('tab')
    await shown.until(/Mean spectra by fat after SNV/)
    await shown.until(/1 fat 1\.00–5\.00 {2}2 fat 6\.00–9\.00/)
    shown.press('pagedown')
    await shown.until(/Spread of the spectra after SNV: train/)
    expect(shown.text()).not.toContain('Mean spectra')
    shown.press('esc')
    await shown.until(/view 1\//)
    expect(shown.text()).not.toContain('▸ Explain')
  })

  it('tells lines apart by their numbers where there are no colours', async () => {
    const shown = await explained({ columns: 100, rows: 36, env: { TERM: 'dumb', NO_COLOR: '1' } })
    shown.press('tab', 'tab', 'tab')
    await shown.until(/1 component 1 {2}2 component 2/)
    expect(shown.text()).toMatch(/1{3,}/)
    expect(shown.text()).toMatch(/2{3,}/)
    expect(shown.text()).not.toMatch(/[\u2800-\u28ff]/)
  })

  it('says why a model explains nothing, and shows the charts all the same', async () => {
    const engine = createFakeEngine()
    const refusing = {
      ...engine,
      results: {
        ...engine.results,
        explain: async () => {
          throw UnsupportedRequest({ what: 'An explanation', reason: 'kNN has none', instead: 'Use PLS.' })
        },
      },
    }
    const shown = await explained({ engine: refusing })
    await shown.until(/An explanation cannot be done: kNN has none/)
    expect(shown.text()).toContain('Use PLS.')
    expect(shown.text()).toContain('view 1/2')
    shown.press('tab')
    await shown.until(/Mean spectra by fat/)
  })

  it('is off where there is no result, with the reason', async () => {
    const shown = openDesk()
    open.push(shown)
    await ready(shown)
    shown.press('b')
    await shown.until(/b is off here: A result is explained: open a result first/)
  })
})
