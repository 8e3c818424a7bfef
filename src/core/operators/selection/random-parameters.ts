import { integer, nullable, type Parameter, real } from '../../params/index.ts'

/** Parameters that the selections by random subsets share. */

export const components = integer({
  initial: 10,
  min: 1,
  abbreviation: 'nc',
  help: 'Most PLS components of a subset; fewer where it holds fewer',
})

export const subsetRatio = real({ initial: 0.8, min: 0.01, max: 1, help: 'Share of the samples in a subset' })

export const seed: Parameter<number | null> = {
  ...nullable(
    integer({
      initial: 0,
      min: 0,
      max: 2 ** 32 - 1,
      help: 'Seed of the random choices; null is 0, so that a run repeats',
    }),
  ),
  initial: null,
}
