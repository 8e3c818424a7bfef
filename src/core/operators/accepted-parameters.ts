import { boolean, integer, nullable, type Parameter, real } from '../params/index.ts'

/** Parameters of the Python classes that change no number here, declared so that existing templates run. */

export const copy = boolean({ initial: true, help: 'Accepted without effect: the spectra given are never changed' })

const exact = 'Accepted without effect: for one target the solution is computed directly, not iterated'

export const maxIterations = integer({ initial: 500, min: 1, help: exact })

export const tolerance = (initial: number) => real({ initial, min: 0, help: exact })

export const unlimitedIterations: Parameter<number | null> = { ...nullable(maxIterations), initial: null }

export const unusedSeed: Parameter<number | null> = {
  ...nullable(integer({ initial: 0, min: 0, max: 2 ** 32 - 1, help: 'Accepted without effect: nothing is random' })),
  initial: null,
}
