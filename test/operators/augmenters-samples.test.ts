import { describe, expect, it } from 'vitest'
import { row } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { type AnyAugmenter, getOperator } from '../../src/core/operators/index.ts'
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
} from './augmented-spectra.ts'
import { paramsOf, sampleSpectra } from './sample-spectra.ts'

describe('the sample and its surroundings', () => {
  it('Temperature weakens and moves by ΔT, which is uniform', () => {
    const only = { enable_shift: false, enable_broadening: false }
    const weakened = at(made('TemperatureAugmenter', flat, { ...only, region_specific: false }), 5)
    expectUniform(
      weakened.map(value => (1 - value / 2) / 0.002),
      -5,
      5,
    )
    const given = {
      enable_intensity: false,
      enable_broadening: false,
      region_specific: false,
      temperature_range: [25, 45],
    }
    expectUniform(
      at(made('TemperatureAugmenter', straight, given), 20).map(value => (value - nm[20]!) / 0.3),
      0,
      20,
    )
    const regional = made('TemperatureAugmenter', flat, only)[0]!
    // 1940 nm against 1660 nm, where water hardly absorbs.
    expect(Math.abs(regional[32]! - 2)).toBeGreaterThan(100 * Math.abs(regional[18]! - 2))
    const warmed = {
      ...only,
      enable_intensity: false,
      enable_broadening: true,
      region_specific: false,
      temperature_range: [35, 35],
    }
    const peak = new Float64Array(features).with(20, 1)
    expect(made('TemperatureAugmenter', peak, warmed)[0]![20]!).toBeLessThan(0.95)
  })

  it('Moisture adds water by Δ, which is uniform', () => {
    const given = { enable_shift: false, free_water_fraction: 1 }
    const added = at(made('MoistureAugmenter', flat, given), 32).map(value => value - 2)
    // m Δ / reference, at 1940 nm, where the band at 1450 nm is nothing.
    expectUniform(
      added.map(value => value / 0.2),
      -0.1,
      0.1,
    )
    const moved = made('MoistureAugmenter', flat, { enable_intensity: false })[0]!
    // More free water at 1940 nm is less bound water at 2000 nm.
    expect(Math.sign(moved[31]! - 2)).toBe(-Math.sign(moved[35]! - 2))
  })

  it('ParticleSize changes the path length by the size, and adds scatter by a power of the wavelength', () => {
    const path = at(made('ParticleSizeAugmenter', curved, { size_effect_strength: 0, size_variation_um: 5 }), 9)
    expectNormal(
      path.map(value => 50 * (value / curved[9]!) ** 2),
      50,
      5,
    )
    const ranged = { size_effect_strength: 0, size_range_um: [20, 80] }
    expectUniform(
      at(made('ParticleSizeAugmenter', curved, ranged), 9).map(value => 50 * (value / curved[9]!) ** 2),
      20,
      80,
    )
    for (const values of made('ParticleSizeAugmenter', new Float64Array(features)).slice(0, 50)) {
      expect(values[0]! / values[40]!).toBeCloseTo((2100 / 1300) ** 1.5, 9)
    }
  })
})

describe('mixing', () => {
  const X = sampleSpectra(9, 6)
  const y = Float64Array.from({ length: 9 }, (_, i) => 2 ** i)
  /** Share and partner of each new sample of row 4, found from the reference value and checked by the spectrum. */
  function mixed(name: string, given = {}) {
    const augmenter = getOperator(name) as AnyAugmenter
    const origins = new Int32Array(count).fill(4)
    const found = augmenter.augment(X, y, origins, paramsOf(augmenter, given), mersenneTwister(2), { axis: null })
    return Array.from(found.y, (value, k) => {
      for (let partner = 0; partner < 9; partner++) {
        const share = (value - y[partner]!) / (y[4]! - y[partner]!)
        const spectrum = row(found.X, k)
        const fits = spectrum.every(
          (x, j) => Math.abs(x - share * row(X, 4)[j]! - (1 - share) * row(X, partner)[j]!) < 1e-9,
        )
        if (partner !== 4 && fits) return { share, partner }
      }
      throw new Error('no partner explains the mixture')
    })
  }

  it('Mixup mixes spectrum and reference value in one share with any other sample', () => {
    const samples = mixed('MixupAugmenter', { alpha: 0.8 })
    const shares = samples.map(({ share }) => share)
    expect(moments(shares).mean).toBeCloseTo(0.5, 1)
    expect(moments(shares).sd ** 2 * 4 * 2.6).toBeCloseTo(1, 1)
    const partners = samples.filter(({ share }) => share < 0.999).map(({ partner }) => partner)
    expect(new Set(partners)).toEqual(new Set([0, 1, 2, 3, 5, 6, 7, 8]))
  })

  it('LocalMixup takes its partners from the nearest', () => {
    const distance = (i: number) => Math.hypot(...row(X, i).map((value, j) => value - row(X, 4)[j]!))
    const nearest = [0, 1, 2, 3, 5, 6, 7, 8].sort((a, b) => distance(a) - distance(b)).slice(0, 3)
    const samples = mixed('LocalMixupAugmenter', { k_neighbors: 3, alpha: 1 })
    const partners = samples.filter(({ share }) => share < 0.999).map(({ partner }) => partner)
    expect(new Set(partners)).toEqual(new Set(nearest))
  })
})
