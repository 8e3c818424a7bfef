import { describe, expect, it } from 'vitest'
import { row } from '../../src/core/math/matrix.ts'
import {
  at,
  count,
  curved,
  expectNormal,
  expectUniform,
  features,
  flat,
  made,
  moments,
  nm,
  straight,
  unit,
} from './augmented-spectra.ts'
import { sampleSpectra } from './sample-spectra.ts'

describe('moves along the wavelengths', () => {
  it('WavelengthShift moves by wavelengths, or by features where there are none', () => {
    const shifts = made('WavelengthShift', straight)
    expectUniform(
      at(shifts, 20).map(value => value - nm[20]!),
      -2,
      2,
    )
    const byFeature = made('WavelengthShift', straight, {}, null)
    expectUniform(
      at(byFeature, 20).map(value => (value - nm[20]!) / 20),
      -2,
      2,
    )
    expect(at(shifts, 0).every(value => value >= 1300)).toBe(true)
  })

  it('moves a spectrum of falling wavenumbers as the same one of rising ones', () => {
    for (const name of ['WavelengthShift', 'WavelengthStretch']) {
      const rising = made(name, curved)[3]!
      const falling = made(name, curved.toReversed(), {}, nm.toReversed())[3]!
      falling.toReversed().forEach((value, j) => {
        expect(value).toBeCloseTo(rising[j]!, 12)
      })
    }
  })

  it('WavelengthStretch turns a straight spectrum about its middle', () => {
    const spectra = made('WavelengthStretch', straight)
    expectUniform(
      spectra.map(values => (values[25]! - values[15]!) / 200),
      0.99,
      1.01,
    )
    for (const values of spectra) expect(values[20]).toBeCloseTo(1700, 9)
  })

  it('LocalWavelengthWarp and Spline_X move a straight spectrum by their values at a control point', () => {
    expectUniform(
      at(made('LocalWavelengthWarp', straight), 20).map(value => value - nm[20]!),
      -1,
      1,
    )
    const moved = made('Spline_X_Perturbations', straight, {
      perturbation_density: 5 / 41,
      perturbation_range: [-3, 1],
    })
    expectUniform(
      at(moved, 20).map(value => (value - nm[20]!) / 20),
      -3,
      1,
    )
  })

  it('Spline_X_Simplification keeps as many values as asked for, and gives a cubic spectrum back', () => {
    const noisy = row(sampleSpectra(1, features), 0)
    for (const values of made('Spline_X_Simplification', noisy, { spline_points: 9 }).slice(0, 200)) {
      const kept = values.filter((value, j) => Math.abs(value - noisy[j]!) < 1e-9)
      expect(kept.length).toBeGreaterThanOrEqual(9)
      expect(kept.length).toBeLessThan(14)
    }
    const cubic = unit.map(u => u ** 3 - 2 * u + 1)
    for (const uniform of [true, false]) {
      const [first] = made('Spline_X_Simplification', cubic, { uniform })
      first!.forEach((value, j) => {
        expect(value).toBeCloseTo(cubic[j]!, 8)
      })
    }
    expect(() => made('Spline_X_Simplification', noisy, { spline_points: 42 })).toThrow(/42 of them/)
  })
})

describe('smooth curves and smoothing', () => {
  it('SmoothMagnitudeWarp and Spline_Y have their values at a control point', () => {
    expectUniform(
      at(made('SmoothMagnitudeWarp', flat), 20).map(value => value / 2),
      0.9,
      1.1,
    )
    const added = at(made('Spline_Y_Perturbations', curved, { spline_points: 5 }), 20).map(value => value - curved[20]!)
    const reach = 0.005 * Math.max(...curved)
    expectUniform(added, -reach, reach)
  })

  it('GaussianSmoothingJitter widens a peak by a variance in its range', () => {
    const peak = new Float64Array(features).fill(0).with(20, 1)
    const widths = made('GaussianSmoothingJitter', peak, { kernel_width: 31 }).map(values => {
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
      return Math.sqrt(values.reduce((sum, value, j) => sum + value * (j - 20) ** 2, 0))
    })
    expect(moments(widths).low).toBeGreaterThan(0.45)
    expect(moments(widths).high).toBeLessThan(2.001)
    expect(moments(widths).mean).toBeCloseTo(1.25, 1)
    expect(() => made('GaussianSmoothingJitter', peak, { kernel_width: 10 })).toThrow(/10 is even/)
  })

  it('UnsharpSpectralMask raises a peak by its amount', () => {
    const peak = new Float64Array(features).fill(0).with(20, 1)
    const center = 1 / Array.from({ length: 11 }, (_, k) => Math.exp(-0.5 * (k - 5) ** 2)).reduce((a, b) => a + b)
    const amounts = at(made('UnsharpSpectralMask', peak), 20).map(value => (value - 1) / (1 - center))
    expectUniform(amounts, 0.1, 0.5)
  })
})

describe('bands', () => {
  const long = Float64Array.from({ length: 400 }, (_, j) => 1 + (j % 2))

  it('BandMasking hides one to three bands of 5 to 20 features', () => {
    const hidden = made('BandMasking', long, { mode: 'zero' }, null).map(values => values.filter(v => v === 0).length)
    expect(moments(hidden).low).toBeGreaterThanOrEqual(5)
    expect(moments(hidden).high).toBeLessThanOrEqual(60)
    // Two bands of 12.5 on average; where they overlap a little less.
    expect(moments(hidden).mean).toBeGreaterThan(23)
    expect(moments(hidden).mean).toBeLessThan(25.5)
    for (const values of made('BandMasking', straight)) {
      // A line through a line is the line, but for flat ends.
      expect(values[20]).toBeGreaterThan(1300)
      expect(values.every((value, j) => j === 0 || value >= values[j - 1]!)).toBe(true)
    }
  })

  it('ChannelDropout loses its share of the values', () => {
    const lost = made('ChannelDropout', long, { mode: 'zero', dropout_prob: 0.05 }, null)
    const share = lost.reduce((sum, values) => sum + values.filter(value => value === 0).length, 0) / (count * 400)
    expect(share).toBeCloseTo(0.05, 3)
    const [interpolated] = made('ChannelDropout', straight, { dropout_prob: 0.3 })
    interpolated!.subarray(8, 33).forEach((value, j) => {
      expect(value).toBeCloseTo(nm[j + 8]!, 9)
    })
  })

  it('BandPerturbation changes a band by a gain and an offset', () => {
    const spectra = made('BandPerturbation', long, { n_bands: 1 }, null)
    const changed = spectra.map(values => {
      const j = values.findIndex((value, k) => value !== long[k] && long[k] === 1)
      const gain = values[j + 1]! - values[j]!
      return { gain, offset: values[j]! - gain }
    })
    expectUniform(
      changed.map(({ gain }) => gain),
      0.9,
      1.1,
    )
    expectUniform(
      changed.map(({ offset }) => offset),
      -0.01,
      0.01,
    )
  })

  it('DeadBand puts noise about the mean, in its share of the samples', () => {
    const spectra = made('DeadBandAugmenter', long, { probability: 0.7 }, null)
    const bands = spectra.map(values => values.filter((value, j) => value !== long[j]))
    expect(bands.filter(band => band.length > 0).length / count).toBeCloseTo(0.7, 1)
    const sizes = bands.map(band => band.length).filter(size => size > 0)
    expect(moments(sizes)).toMatchObject({ low: 10, high: 30 })
    const even = bands.filter(band => band.length > 0 && band.length % 2 === 0)
    expectNormal(
      even.flatMap(band => Array.from(band)),
      1.5,
      0.05,
    )
  })

  it('LocalClipping lowers what stands out of a region, and nothing else', () => {
    for (const values of made('LocalClipping', long, {}, null)) {
      const changed = Array.from(long.keys()).filter(j => values[j] !== long[j])
      expect(changed.length).toBeLessThanOrEqual(10)
      for (const j of changed) {
        expect(long[j]).toBe(2)
        expect(values[j]).toBeLessThan(2)
        expect(values[j]).toBeGreaterThan(1.35)
      }
    }
  })
})
