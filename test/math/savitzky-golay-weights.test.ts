import { describe, expect, it } from 'vitest'
import { savitzkyGolayWeights } from '../../src/core/math/savitzky-golay-weights.ts'

describe('Savitzky–Golay weights', () => {
  it('are the printed ones of 1964 for a quadratic in a window of five', () => {
    const smooth = savitzkyGolayWeights(5, 2, 0, 1, 0)
    ;[-3, 12, 17, 12, -3].forEach((weight, i) => {
      expect(smooth[i]! * 35).toBeCloseTo(weight, 13)
    })
    const slope = savitzkyGolayWeights(5, 2, 1, 1, 0)
    ;[-2, -1, 0, 1, 2].forEach((weight, i) => {
      expect(slope[i]! * 10).toBeCloseTo(weight, 13)
    })
  })

  it('give the exact derivative of any polynomial they can fit, up to a window of 101 and order 10', () => {
    for (const [window, polyorder] of [
      [3, 2],
      [11, 3],
      [11, 10],
      [25, 6],
      [101, 10],
    ] as const) {
      const half = (window - 1) / 2
      for (const position of [0, -half, half, 1 - half]) {
        for (let deriv = 0; deriv <= Math.min(polyorder, 3); deriv++) {
          const weights = savitzkyGolayWeights(window, polyorder, deriv, 0.5, position)
          for (let order = 0; order <= polyorder; order++) {
            // (i / half)^order over the window, so that no power grows large.
            let fitted = 0
            let size = 0
            weights.forEach((weight, i) => {
              const term = weight * ((i - half) / half) ** order
              fitted += term
              size += Math.abs(term)
            })
            const falling = Array.from({ length: deriv }, (_, k) => order - k).reduce((a, b) => a * b, 1)
            const exact = order < deriv ? 0 : (falling * (position / half) ** (order - deriv)) / (half * 0.5) ** deriv
            expect(Math.abs(fitted - exact)).toBeLessThan(1e-12 * Math.max(size, 1))
          }
        }
      }
    }
  })
})
