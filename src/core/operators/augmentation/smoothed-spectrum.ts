import { ParametersConflict } from '../../errors/index.ts'
import { gaussianWeights } from '../../math/gaussian-weights.ts'
import { movingSum } from '../../math/moving-window.ts'
import { integer } from '../../params/index.ts'

export const kernelWidth = integer({ initial: 11, min: 3, help: 'Features under the bell; odd' })

/** @throws ParametersConflict */
export function checkKernelWidth({ kernel_width }: { readonly kernel_width: number }): void {
  if (kernel_width % 2 === 0) {
    throw ParametersConflict({ reason: `kernel_width ${kernel_width} is even, so it has no middle` })
  }
}

/** Gaussian smoothing; the spectrum is mirrored at its ends. */
export function smoothed(spectrum: Float64Array, sigma: number, radius: number): Float64Array {
  return movingSum(spectrum, gaussianWeights(sigma, 0, radius), 'symmetric')
}
