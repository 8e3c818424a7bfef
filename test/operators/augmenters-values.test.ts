import { describe, expect, it } from 'vitest'
import { at, curved, expectNormal, expectUniform, features, flat, made, moments } from './augmented-spectra.ts'

describe('noise', () => {
  it('GaussianAdditiveNoise has mean 0 and its standard deviation, smoothed or not', () => {
    const plain = made('GaussianAdditiveNoise', flat, { sigma: 0.03 })
    expectNormal(at(plain, 4), 2, 0.03)
    const products = plain.map(values => (values[10]! - 2) * (values[11]! - 2))
    expect(Math.abs(moments(products).mean)).toBeLessThan(0.1 * 0.03 ** 2)
    const smooth = made('GaussianAdditiveNoise', flat, { sigma: 0.03, smoothing_kernel_width: 5 })
    expectNormal(at(smooth, 20), 2, 0.03)
    // Neighbours share four of five numbers.
    const joint = smooth.map(values => (values[20]! - 2) * (values[21]! - 2))
    expect(moments(joint).mean / 0.03 ** 2).toBeCloseTo(0.8, 1)
    expect(() => made('GaussianAdditiveNoise', flat, { smoothing_kernel_width: 4 })).toThrow(/4 is even/)
  })

  it('MultiplicativeNoise is one gain, or one for each value', () => {
    const gains = made('MultiplicativeNoise', curved)
    expectNormal(
      gains.map(values => values[3]! / curved[3]!),
      1,
      0.05,
    )
    for (const values of gains) expect(values[30]! / curved[30]!).toBeCloseTo(values[3]! / curved[3]!, 12)
    const each = made('MultiplicativeNoise', curved, { per_wavelength: true })
    expectNormal(
      at(each, 7).map(value => value / curved[7]!),
      1,
      0.05,
    )
    expect(each[0]![30]! / curved[30]!).not.toBeCloseTo(each[0]![3]! / curved[3]!, 6)
  })

  it('HeteroscedasticNoise grows with the signal', () => {
    const spectra = made('HeteroscedasticNoiseAugmenter', Float64Array.of(0, 1, -10))
    expectNormal(at(spectra, 0), 0, 0.001)
    expectNormal(at(spectra, 1), 1, 0.006)
    expectNormal(at(spectra, 2), -10, 0.051)
  })

  it('SpikeNoise puts one to three spikes somewhere', () => {
    const long = new Float64Array(2000)
    const spikes = made('SpikeNoise', long).map(values => Array.from(values.filter(value => value !== 0)))
    const numbers = spikes.map(heights => heights.length)
    // Two of three at one place happen once in a thousand.
    expect(moments(numbers)).toMatchObject({ low: 1, high: 3 })
    expect(moments(numbers).mean).toBeCloseTo(2, 1)
    expectUniform(
      spikes.map(heights => heights[0]!),
      -0.5,
      0.5,
    )
  })
})

describe('baselines and scatter', () => {
  /** Offset and slope of a straight difference, in units of u from −1 to 1. */
  const lineOf = (values: Float64Array) => {
    const [low, high] = [values[0]! - curved[0]!, values.at(-1)! - curved.at(-1)!]
    expect(values[20]! - curved[20]!).toBeCloseTo((low + high) / 2, 10)
    return { offset: (low + high) / 2, slope: (high - low) / 2 }
  }

  it('LinearBaselineDrift is a line by wavelengths, or by features where there are none', () => {
    const lines = made('LinearBaselineDrift', curved).map(lineOf)
    expectUniform(
      lines.map(line => line.offset),
      -0.1,
      0.1,
    )
    expectUniform(
      lines.map(line => line.slope / 400),
      -0.001,
      0.001,
    )
    const byFeature = made('LinearBaselineDrift', curved, {}, null).map(lineOf)
    expectUniform(
      byFeature.map(line => line.slope / 20),
      -0.001,
      0.001,
    )
  })

  it('PolynomialBaselineDrift has the degree and the coefficients asked for', () => {
    const ranges = [
      [1, 2],
      [0, 0],
      [-3, 1],
    ]
    const spectra = made('PolynomialBaselineDrift', flat, { degree: 2, coeff_ranges: ranges })
    expectUniform(at(spectra, 20), 3, 4)
    expectUniform(
      spectra.map(values => values[0]! - values[20]!),
      -3,
      1,
    )
    for (const values of spectra) expect(values[10]! - values[20]!).toBeCloseTo((values[0]! - values[20]!) / 4, 10)
    const usual = made('PolynomialBaselineDrift', flat)
    expectUniform(at(usual, 20), 1.95, 2.05)
    expect(() => made('PolynomialBaselineDrift', flat, { degree: 3, coeff_ranges: ranges })).toThrow(/4 coefficients/)
  })

  it('ScatterSimulationMSC is an offset and a slope', () => {
    const lines = made('ScatterSimulationMSC', curved).map(values => {
      const b = (values[30]! - values[5]!) / (curved[30]! - curved[5]!)
      return { b, a: values[5]! - b * curved[5]!, rest: values[17]! - b * curved[17]! }
    })
    expectUniform(
      lines.map(({ a }) => a),
      -0.1,
      0.1,
    )
    expectUniform(
      lines.map(({ b }) => b),
      0.9,
      1.1,
    )
    for (const { a, rest } of lines) expect(rest).toBeCloseTo(a, 10)
  })

  it('EMSCDistortion joins offset and slope by their correlation, and adds a polynomial', () => {
    const zero = made('EMSCDistortionAugmenter', new Float64Array(features))
    const one = made('EMSCDistortionAugmenter', new Float64Array(features).fill(1))
    // At the middle the polynomial is 0.
    const a = at(zero, 20)
    const b = at(one, 20).map((value, k) => value - a[k]!)
    expectUniform(b, 0.9, 1.1)
    expect(moments(a).low).toBeGreaterThanOrEqual(-0.05)
    expect(moments(a).high).toBeLessThanOrEqual(0.05)
    const product = moments(a.map((value, k) => (value - moments(a).mean) * (b[k]! - 1)))
    expect(product.mean / (moments(a).sd * moments(b).sd)).toBeCloseTo(0.3, 1)
    // u and u²: half the sum of the ends is c₂, half their difference c₁.
    expectNormal(
      zero.map((values, k) => (values[0]! + values[40]!) / 2 - a[k]!),
      0,
      0.02,
    )
    expectNormal(
      zero.map(values => (values[40]! - values[0]!) / 2),
      0,
      0.02,
    )
  })

  it('BatchEffect has a gain, an offset and a slope, each normal', () => {
    const lines = made('BatchEffectAugmenter', new Float64Array(features)).map(values => [
      values[20]!,
      values[40]! - values[20]!,
    ])
    expectNormal(
      lines.map(([offset]) => offset!),
      0,
      0.02,
    )
    expectNormal(
      lines.map(([, slope]) => slope!),
      0,
      0.01,
    )
    const gained = made('BatchEffectAugmenter', curved, { offset_std: 0, slope_std: 0 })
    expectNormal(
      at(gained, 9).map(value => value / curved[9]!),
      1,
      0.03,
    )
  })

  it('PathLength scales absorbance, and never below its least length', () => {
    expectNormal(
      at(made('PathLengthAugmenter', curved), 9).map(value => value / curved[9]!),
      1,
      0.05,
    )
    const wild = at(made('PathLengthAugmenter', flat, { path_length_std: 1 }), 0)
    expect(moments(wild).low).toBe(1)
  })

  it('Rotate_Translate bends at one place, by slopes in their range', () => {
    const scale =
      Math.sqrt(curved.reduce((sum, value) => sum + (value - moments([...curved]).mean) ** 2, 0) / features) / 3
    const added = made('Rotate_Translate', curved).map(values => values.map((value, j) => (value - curved[j]!) / scale))
    const slope = (values: Float64Array, j: number) => (values[j + 1]! - values[j]!) * 40
    const bends = added.map(values => {
      const slopes = Array.from({ length: 40 }, (_, j) => slope(values, j))
      return slopes.filter((value, j) => j > 0 && Math.abs(value - slopes[j - 1]!) > 1e-6).length
    })
    // One bend changes the slope once, or twice where it lies between two features.
    expect(Math.max(...bends)).toBe(2)
    const ends = added.flatMap(values => [slope(values, 0), slope(values, 39)])
    expect(moments(ends).low).toBeGreaterThanOrEqual(-2)
    expect(moments(ends).high).toBeLessThanOrEqual(2)
    expect(moments(ends).sd / (4 / Math.sqrt(12))).toBeCloseTo(1, 1)
    expect(moments(added.map(values => values[20]!)).mean).toBeCloseTo(0, 1)
  })
})
