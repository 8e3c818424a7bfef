import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { fixtureCases, hasFixtures, relativeDifference } from './fixture-cases.ts'
import { fitTransform, sampleSpectra } from './sample-spectra.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

const small = matrixFromRows([
  [2, 1, 4, 3],
  [1, 3, 2, 5],
  [4, 4, 7, 6],
  [3, 5, 1, 2],
  [6, 2, 3, 8],
  [5, 7, 2, 1],
])

describe.skipIf(!hasFixtures)('decompositions of the Python library 0.11 (../shared)', () => {
  it.each(['Haar', 'Wavelet', 'WaveletDenoise', 'PCA', 'FlexiblePCA'])('%s gives the same', file => {
    for (const { expected, run } of fixtureCases(file)) expect(relativeDifference(run(), expected)).toBeLessThan(1e-9)
  })
})

describe('wavelet denoising', () => {
  const smooth = Array.from({ length: 64 }, (_, j) => Math.exp(-(((j - 30) / 9) ** 2)))
  const noisy = smooth.map((value, j) => value + 0.03 * (((Math.sin(j * 12.9898) * 43758.5453) % 1) - 0.5))
  const distance = (values: ArrayLike<number>) => Math.hypot(...smooth.map((value, j) => value - values[j]!))

  it.each(['soft', 'hard'])('brings a noisy curve nearer to what it was: %s', threshold_mode => {
    const X = matrixFromRows([noisy])
    const { values } = fitTransform(transform('WaveletDenoise'), X, X, { level: 3, threshold_mode })
    expect(distance(values)).toBeLessThan(0.8 * distance(noisy))
  })

  it('keeps the length of any spectrum with any number of levels', () => {
    for (const columns of [1, 2, 7, 33]) {
      for (const mode of ['periodization', 'symmetric', 'smooth']) {
        const X = sampleSpectra(2, columns)
        expect(fitTransform(transform('WaveletDenoise'), X, X, { level: 8, mode }).values.every(Number.isFinite)).toBe(
          true,
        )
      }
    }
  })
})

describe('principal components', () => {
  it('are those of scikit-learn, whitened or not, up to the sign that it chose later', () => {
    // scikit-learn 1.2.1: PCA(2, whiten=True), each column turned by the largest loading; ratios .545, .789, .947, 1
    const expected = [
      [0.2018654633361, -1.234494779831],
      [0.07617320893579, -1.10450136015],
      [0.884288310547, 0.7759397483429],
      [-0.9939572291048, -0.203557842196],
      [1.174655264009, 0.7218788507597],
      [-1.343025017723, 1.044735383074],
    ]
    const found = fitTransform(transform('PCA'), small, small, { n_components: 2, whiten: true })
    expect(relativeDifference(found, expected.flat())).toBeLessThan(1e-11)
    expect(fitTransform(transform('PCA'), small, small, { n_components: 0.79 }).columns).toBe(3)
    expect(fitTransform(transform('FlexiblePCA'), small, small, { n_components: 0.78 }).columns).toBe(2)
    expect(fitTransform(transform('PCA'), small, small).columns).toBe(4)
  })

  it('are not more than the spectra hold', () => {
    const pair: Matrix = takeRows(small, [0, 1, 0, 1])
    expect(fitTransform(transform('PCA'), pair, pair).columns).toBe(1)
    expect(() => fitTransform(transform('PCA'), pair, pair, { n_components: 2 })).toThrow(
      failsWith('SingularFit', /2 components .* hold 1/),
    )
    expect(() => fitTransform(transform('FlexiblePCA'), small, small, { n_components: 5 })).toThrow(
      failsWith('TooManyComponents', /at most 4/),
    )
    expect(() => fitTransform(transform('PCA'), takeRows(small, [0, 0, 0]), small)).toThrow(
      failsWith('SingularFit', /all the same/),
    )
  })
})

describe('truncated singular values', () => {
  it('are those of the spectra as they are', () => {
    // numpy 1.24.2: X Vᵀ of linalg.svd(X), each column turned by the largest loading; cumulated ratios .286, .769, .928, 1
    const expected = [
      [4.989116506695, -1.5802676037],
      [5.717507769834, -0.8966814762981],
      [10.46417227424, -1.394352745551],
      [5.416107353875, 2.978993989318],
      [9.905412122863, -2.613981089163],
      [7.181872170349, 5.201941452814],
    ]
    expect(relativeDifference(fitTransform(transform('TruncatedSVD'), small, small), expected.flat())).toBeLessThan(
      1e-11,
    )
    const columns = (n_components: number) =>
      fitTransform(transform('FlexibleSVD'), small, small, { n_components }).columns
    expect([0.28, 0.29, 0.77, 0.93].map(columns)).toEqual([1, 2, 3, 4])
    expect(() => columns(5)).toThrow(failsWith('TooManyComponents', /at most 4/))
  })
})
