import { integer, real } from '../../params/index.ts'

/** Parameters that the selections by random subsets share. */

export const components = integer({
  initial: 10,
  min: 1,
  abbreviation: 'nc',
  help: 'Most PLS components of a subset; fewer where it holds fewer',
})

export const subsetRatio = real({ initial: 0.8, min: 0.01, max: 1, help: 'Share of the samples in a subset' })

export { seed } from '../seed-parameter.ts'
