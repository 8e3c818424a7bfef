import { describe, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { mersenneTwister } from '../../src/core/math/random/mersenne-twister.ts'
import { augmenters } from '../../src/core/operators/augmentation/registry.ts'
import type { AnyAugmenter } from '../../src/core/operators/index.ts'
import { copyOf, paramsOf, sampleSpectra, sampleTarget } from './sample-spectra.ts'

const X = sampleSpectra(12, 48)
const y = sampleTarget(X)
/** Nanometres, not evenly spaced, over both bands of water. */
const axis = Float64Array.from({ length: 48 }, (_, j) => 1300 + 14 * j + j * j * 0.1)
const origins = Int32Array.of(0, 3, 3, 3, 11, 7)

const made = (augmenter: AnyAugmenter, given = {}, seed = 5, wavelengths: Float64Array | null = axis) =>
  augmenter.augment(X, y, origins, paramsOf(augmenter, given), mersenneTwister(seed), { axis: wavelengths })

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof N4aError) return error.code
    throw error
  }
  return 'none'
}

const mixes = ['mixup_augmenter', 'local_mixup_augmenter']
const needsNanometres = ['temperature_augmenter', 'moisture_augmenter', 'particle_size_augmenter']
const usesWavelengths = [
  ...needsNanometres,
  'linear_baseline_drift',
  'polynomial_baseline_drift',
  'wavelength_shift',
  'wavelength_stretch',
  'local_wavelength_warp',
  'rotate_translate',
  'emsc_distortion_augmenter',
  'batch_effect_augmenter',
]

/** Initial values that change next to nothing in 48 features. */
const stronger: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { channel_dropout: { dropout_prob: 0.2 } }

describe.each(augmenters)('augmenter $id', augmenter => {
  const given = stronger[augmenter.id]

  it('gives a new spectrum for each origin and leaves its input untouched', () => {
    const [spectra, values, asked] = [copyOf(X), y.slice(), origins.slice()]
    const params = paramsOf(augmenter, given)
    const found = augmenter.augment(spectra, values, asked, params, mersenneTwister(1), { axis })
    expect([spectra, values, asked]).toEqual([X, y, origins])
    expect([found.X.rows, found.X.columns, found.X.values.length]).toEqual([6, 48, 6 * 48])
    expect(found.X.values.every(Number.isFinite)).toBe(true)
    expect(found.X.values).not.toEqual(takeRows(X, origins).values)
    if (!mixes.includes(augmenter.id)) expect(found.y).toEqual(takeElements(y, origins))
    else {
      expect(found.y).toHaveLength(6)
      expect(found.y.every(value => value >= Math.min(...y) && value <= Math.max(...y))).toBe(true)
    }
  })

  it('gives the same bits for the same seed, others for another, and others for each sample of one origin', () => {
    expect(made(augmenter, given)).toEqual(made(augmenter, given))
    expect(made(augmenter, given, 6).X).not.toEqual(made(augmenter, given).X)
    const [first, second] = [takeRows(made(augmenter, given).X, [1]), takeRows(made(augmenter, given).X, [2])]
    expect(first).not.toEqual(second)
  })

  it('varies all samples alike if it is told to', () => {
    if (!('variation_scope' in augmenter.params)) return
    const { X: found } = made(augmenter, { ...given, variation_scope: 'batch' })
    expect(takeRows(found, [1])).toEqual(takeRows(found, [2]))
    expect(takeRows(found, [1])).toEqual(takeRows(found, [3]))
  })

  it('uses the wavelengths exactly if its formula does', () => {
    const other = axis.map(wavelength => wavelength + 5 * Math.sin(wavelength / 100))
    const same = expect(made(augmenter, given, 5, other))
    if (usesWavelengths.includes(augmenter.id)) same.not.toEqual(made(augmenter, given))
    else same.toEqual(made(augmenter, given))
    const [none, wavenumbers] = [null, axis.map(wavelength => 1e7 / wavelength)].map(without =>
      codeOf(() => made(augmenter, given, 5, without)),
    )
    const needs = needsNanometres.includes(augmenter.id)
    expect([none, wavenumbers]).toEqual(needs ? ['MissingWavelengths', 'UnusableWavelengths'] : ['none', 'none'])
  })

  it('makes nothing of no origins, and refuses what it cannot work on', () => {
    const params = paramsOf(augmenter, given)
    const from = (spectra: Matrix, values: Float64Array, asked: Int32Array, wavelengths = axis) =>
      augmenter.augment(spectra, values, asked, params, mersenneTwister(0), { axis: wavelengths })
    expect(from(X, y, new Int32Array(0))).toEqual({
      X: { rows: 0, columns: 48, values: new Float64Array(0) },
      y: new Float64Array(0),
    })
    const withNaN = { ...X, values: X.values.with(7, Number.NaN) }
    expect(codeOf(() => from(withNaN, y, origins))).toBe('NotFinite')
    expect(codeOf(() => from(X, y.with(3, Number.NaN), origins))).toBe('NotFinite')
    expect(codeOf(() => from(takeRows(X, []), new Float64Array(0), new Int32Array(0)))).toBe('TooFewSamples')
    const empty = { ...X, columns: 0, values: new Float64Array(0) }
    expect(codeOf(() => from(empty, y, origins, new Float64Array(0)))).toBe('WrongFeatureCount')
    expect(codeOf(() => from(X, y, Int32Array.of(12)))).toBe('Unforeseen')
  })
})
