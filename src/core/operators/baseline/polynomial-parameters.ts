import { integer, real } from '../../params/index.ts'

/** Parameters that iterative polynomial baselines share. */

export const polynomialOrder = integer({
  initial: 5,
  min: 0,
  abbreviation: 'o',
  help: 'Order of the polynomial, below the number of features',
})

export const polynomialFits = integer({ initial: 250, min: 1, help: 'Most repetitions after the first fit' })

export const polynomialTolerance = real({
  initial: 1e-3,
  min: 0,
  help: 'Relative change at which the repetitions stop',
})
