import { describe, expect, it } from 'vitest'
import { type Matrix, matrixFromRows, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { fixtureCases, hasFixtures, relativeDifference } from './fixture-cases.ts'
import { fitTransform, paramsOf, sampleSpectra } from './sample-spectra.ts'

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
  it.each(['Haar', 'Wavelet', 'WaveletDenoise', 'WaveletFeatures', 'PCA', 'FlexiblePCA', 'OSC'])(
    '%s gives the same',
    file => {
      for (const { expected, run } of fixtureCases(file)) expect(relativeDifference(run(), expected)).toBeLessThan(1e-9)
    },
  )
})

describe('wavelet denoising', () => {
  const smooth = Array.from({ length: 64 }, (_, j) => Math.exp(-(((j - 30) / 9) ** 2)))
  const noisy = smooth.map((value, j) => value + 0.03 * ((Math.sin((j + 1) * 12.9898) * 43758.5453) % 1))
  const distance = (values: ArrayLike<number>) => Math.hypot(...smooth.map((value, j) => value - values[j]!))

  it.each(['soft', 'hard'])('brings a noisy curve nearer to what it was: %s', threshold_mode => {
    const X = matrixFromRows([noisy])
    const { values } = fitTransform(transform('WaveletDenoise'), X, X, { level: 3, threshold_mode })
    expect(distance(values)).toBeLessThan(0.95 * distance(noisy))
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

describe('orthogonalisation', () => {
  const y = Float64Array.of(3, 1, 6, 2, 4.5, 8)
  const filtered = (name: string, given: object, target = y, X = small) => {
    const params = paramsOf(transform(name), { ...given })
    return transform(name).transform(X, transform(name).fit(X, params, { y: target, axis: null }), params)
  }

  it('removes what is orthogonal to y', () => {
    // numpy 1.24.2, from the formula: X = autoscaled, two components, each deflated with explicit products
    const expected = [
      [3.40274815841, 1.737703275395, 2.256239314793, 4.284137135444],
      [0.7052347861157, 2.857467789822, 2.35030020357, 4.713604462787],
      [4.289967232681, 5.931365689868, 4.342160419298, 3.906631302038],
      [3.096433945853, 3.418641851577, 2.987913969588, 4.252438159336],
      [4.254593589903, 2.838464744307, 2.901399241407, 4.073197578052],
      [5.251022287037, 5.216356649031, 4.161986851344, 3.769991362344],
    ]
    expect(relativeDifference(filtered('OSC', { n_components: 2 }), expected.flat())).toBeLessThan(1e-11)
  })

  it('weakens what differs between samples of like y', () => {
    // numpy 1.24.2, from the formula: X V (I + diag(l) / (0.1 max l))^(−1/2) Vᵀ of linalg.eigh(C)
    const expected = [
      [0.03297463841791, 1.111204257393, 1.419307650284, 1.312211425384],
      [-0.578443031222, 3.00938112442, -0.03963362518988, 3.690766425623],
      [0.3208108307702, 4.069004500143, 2.22737742659, 2.921667273164],
      [1.767666463864, 4.745445993228, -0.4899235729465, 1.125863691367],
      [2.636147402025, 2.178865026288, -1.408872998978, 5.120067621597],
      [3.253758203785, 6.591373428534, -0.09250148454447, -0.2115847260448],
    ]
    expect(relativeDifference(filtered('GLSW', { alpha: 0.1 }), expected.flat())).toBeLessThan(1e-11)
    expect(relativeDifference(filtered('GLSW', { alpha: 1e12 }), Array.from(small.values))).toBeLessThan(1e-9)
  })

  it('projects away from what an external parameter changes', () => {
    // numpy 1.24.2: X (I − v vᵀ), v the first right vector of linalg.svd(interferents)
    const expected = [
      [1.039000681914, 1.134762786769, 1.94323857706, 4.163143498238],
      [1.168710218021, 2.976341440926, 2.361078995115, 4.795801943369],
      [2.420623777946, 4.221478971977, 3.619768583914, 7.91159468002],
      [2.714321379676, 5.040061263594, 0.3885814957588, 2.345770515714],
      [5.652175607808, 2.048776084973, 2.255575130642, 8.420988519652],
      [3.996703170989, 7.140694248257, -0.1472879062782, 2.214338201396],
    ]
    const interferents = [
      [1, 0, 2, -1],
      [0.5, 1, 0, 1],
    ]
    expect(relativeDifference(filtered('EPO', { interferents }), expected.flat())).toBeLessThan(1e-11)
    const both = filtered('EPO', { interferents, n_components: 2 }, y, matrixFromRows(interferents))
    for (const value of both.values) expect(value).toBeCloseTo(0, 12)
  })

  it('refuses an external parameter that is not given, or that holds less than is to be removed', () => {
    const epo = transform('EPO')
    expect(() => epo.check?.(paramsOf(epo, { interferents: null }))).toThrow(
      failsWith('MissingInterferents', /no external parameter/),
    )
    expect(() => filtered('EPO', { interferents: [[1, 2, 3, 4]], n_components: 2 })).toThrow(
      failsWith('ParametersConflict', /hold 1 directions/),
    )
    expect(() => filtered('EPO', { interferents: [[1, 2, 3]] })).toThrow(failsWith('WrongFeatureCount', /had 3/))
  })

  it('refuses a constant target, and more components than can be had', () => {
    for (const name of ['OSC', 'GLSW']) {
      expect(() => filtered(name, {}, new Float64Array(6).fill(0.1))).toThrow(failsWith('ConstantTarget', /are 0.1/))
    }
    expect(() => filtered('OSC', { n_components: 4 })).toThrow(failsWith('TooManyComponents', /at most 3/))
  })
})
