import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, findOperator, getOperator } from '../../src/core/operators/index.ts'
import { differences, hasFixtures } from './python-fixtures.ts'
import { fitTransform, paramsOf, sampleSpectra } from './sample-spectra.ts'
import { largestDifference } from './tecator-reference.ts'

const transform = (name: string) => getOperator(name) as AnyTransform
const failsWith = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.any(String) })

const x = matrixFromRows([[1, 2.5, 2, 4, 7, 6.5, 9, 3]])

describe.skipIf(!hasFixtures)('smoothing and derivatives of the Python library 0.11 (../shared)', () => {
  it.each(['FirstDerivative', 'SecondDerivative', 'NorrisWilliams', 'Gaussian'])('%s transforms the same', file => {
    for (const difference of differences(file, () => true)) expect(difference).toBeLessThan(1e-9)
  })
})

describe('smoothing and derivatives give the numbers of scipy 1.10.1 and numpy 1.24.2', () => {
  it.each([
    ['FirstDerivative', { delta: 2, edge_order: 1 }, [0.75, 0.25, 0.375, 1.25, 0.625, 0.5, -0.875, -3]],
    ['SecondDerivative', {}, [-3.125, -0.875, 1, 0.25, -0.75, -1.5, -5.625, -11.375]],
    [
      'Gaussian',
      { order: 0, sigma: 0.8 },
      [
        1.3990048335838399, 2.0453619122342652, 2.6599606496158863, 4.251102517363696, 6.131435231262353,
        7.04994431741175, 6.881872679897465, 4.581317858630752,
      ],
    ],
    [
      'Gaussian',
      { order: 1, sigma: 1.5 },
      [
        0.22933904766793342, 0.6734467224955885, 1.078928999592331, 1.2757903955757044, 0.9872156351952027,
        0.241891365728439, -0.4083141718514636, -0.3039589731957283,
      ],
    ],
    [
      'Gaussian',
      { order: 3, sigma: 1 },
      [
        -0.5994808686294814, 0.23030103059340712, 0.4059682435815286, -1.3356789789559365, -0.4001763048529273,
        -0.9508597771874662, 1.6920550121932334, 3.1546038078423493,
      ],
    ],
    ['MovingAverage', {}, [1.5, 2.1, 3.3, 4.4, 5.7, 5.9, 5.7, 4.9]],
    ['MovingAverage', { mode: 'reflect' }, [1.8, 2.1, 3.3, 4.4, 5.7, 5.9, 5.7, 6.1]],
    ['MovingAverage', { mode: 'mirror' }, [2, 2.4, 3.3, 4.4, 5.7, 5.9, 6.9, 6.8]],
    [
      'WhittakerSmoother',
      { lam: 10 },
      [
        1.1824187218502282, 2.289917702116529, 3.3791748101978043, 4.452956403697376, 5.376111359198784,
        5.968192912915832, 6.211143165142441, 6.140084924880953,
      ],
    ],
    [
      'WhittakerSmoother',
      { lam: 3, order: 1 },
      [
        2.323503457663093, 2.7646712768841235, 3.2940628550665285, 4.254808718271111, 5.3004908208993955,
        5.779669863827479, 6.0187388613647235, 5.264054146023542,
      ],
    ],
    [
      'WhittakerSmoother',
      { lam: 100, order: 3 },
      [
        0.09620626410608263, 2.221794246943956, 3.9229859128391475, 5.190743324432716, 5.995170612117275,
        6.29292383827589, 6.046528294765294, 5.233647506520284,
      ],
    ],
  ])('%s %o', (name, params, expected) => {
    expect(largestDifference(fitTransform(transform(name), x, x, params).values, expected)).toBeLessThan(1e-11)
  })
})

describe('what a smoother may assume', () => {
  it('a straight line has its slope everywhere, a parabola its curvature', () => {
    const line = matrixFromRows([Array.from({ length: 12 }, (_, j) => 3 - 0.5 * j)])
    const slope = fitTransform(transform('FirstDerivative'), line, line, { delta: 2 })
    expect(largestDifference(slope.values, new Array(12).fill(-0.25))).toBeLessThan(1e-14)
    const parabola = matrixFromRows([Array.from({ length: 12 }, (_, j) => 1 + 0.5 * j * j)])
    const curvature = fitTransform(transform('SecondDerivative'), parabola, parabola)
    expect(largestDifference(curvature.values, new Array(12).fill(1))).toBeLessThan(1e-12)
    const gapped = fitTransform(transform('NorrisWilliams'), line, line, { gap: 2, segment: 3 })
    expect(largestDifference(gapped.values.subarray(3, 9), new Array(6).fill(-0.5))).toBeLessThan(1e-14)
  })

  it('a moving average of one feature and a Whittaker smoother of no weight change nothing', () => {
    expect(fitTransform(transform('MovingAverage'), x, x, { window_length: 1 }).values).toEqual(x.values)
    const smooth = fitTransform(transform('WhittakerSmoother'), x, x, { lam: 1e-13 })
    expect(largestDifference(smooth.values, x.values)).toBeLessThan(1e-10)
  })
})

describe('what cannot be smoothed', () => {
  it.each([
    ['NorrisWilliams', { segment: 4 }, /segment 4 is even/],
    ['NorrisWilliams', { delta: 0 }, /delta of 0/],
    ['FirstDerivative', { delta: 0 }, /delta of 0/],
    ['SecondDerivative', { delta: 0 }, /delta of 0/],
    ['MovingAverage', { window_length: 4 }, /window_length 4 is even/],
  ])('%s refuses %o', (name, given, message) => {
    const operator = transform(name)
    expect(() => operator.check?.(paramsOf(operator, given))).toThrow(failsWith('ParametersConflict', message))
  })

  it.each([
    ['NorrisWilliams', { gap: 2, segment: 9 }, 9],
    ['NorrisWilliams', { gap: 4, segment: 1 }, 9],
    ['MovingAverage', { window_length: 9 }, 9],
    ['Gaussian', { sigma: 2.2 }, 9],
    ['FirstDerivative', {}, 3],
    ['SecondDerivative', { edge_order: 1 }, 2],
    ['WhittakerSmoother', { order: 3 }, 4],
  ])('%s %o refuses spectra shorter than %i features', (name, given, needed) => {
    const [enough, short] = [sampleSpectra(2, needed), sampleSpectra(2, needed - 1)]
    expect(() => fitTransform(transform(name), enough, enough, given)).not.toThrow()
    expect(() => fitTransform(transform(name), short, short, given)).toThrow(failsWith('WrongFeatureCount', /features/))
  })

  it('the derivative over samples of the Python library is not offered', () => {
    expect(findOperator('Derivate')).toBeUndefined()
    expect(findOperator('nirs4all.operators.transforms.scalers.Derivate')).toBeUndefined()
  })
})
