import { integer, nullable, type Parameter } from '../params/index.ts'

/** Of operators that choose at random. */
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
