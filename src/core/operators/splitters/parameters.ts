import { ParametersConflict } from '../../errors/index.ts'
import { integer, nullable, type Parameter } from '../../params/index.ts'

const largestSeed = 2 ** 32 - 1

/** Of a splitter that always draws. The Python classes draw afresh at every call where none is given. */
export const seed = integer({
  initial: 42,
  min: 0,
  max: largestSeed,
  help: 'Seed of the draws, so that the folds can be made again',
})

/** Of a splitter that draws only when it shuffles. */
export const shuffleSeed: Parameter<number | null> = {
  ...nullable(
    integer({ initial: 0, min: 0, max: largestSeed, help: 'Seed of the shuffle; needed when shuffle is true' }),
  ),
  initial: null,
}

export const foldCount = (initial: number, min = 2) =>
  integer({ initial, min, abbreviation: 'k', help: 'Number of folds' })

export const divisionCount = (initial: number) =>
  integer({ initial, min: 1, abbreviation: 'k', help: 'Number of divisions, each drawn afresh' })

export const repeatCount = integer({ initial: 10, min: 1, abbreviation: 'r', help: 'How often all folds are made' })

interface SizeSpec {
  readonly initial: number
  readonly help: string
}

/** A share of the rows below 1, or a number of rows. */
export function size({ initial, help }: SizeSpec): Parameter<number> {
  return {
    initial,
    help,
    expected: 'a share between 0 and 1, or a whole number of rows ≥ 1',
    accepts: value => typeof value === 'number' && value > 0 && (value < 1 || Number.isSafeInteger(value)),
    refused: ['half', 0, -0.2, 1.5, null],
  }
}

export const testSize = (initial: number) =>
  size({ initial, help: 'Rows that validate: a share of all, rounded up, or a number of rows' })

export const optionalTestSize = (initial: number): Parameter<number | null> => ({
  ...nullable(
    size({
      initial,
      help: `Rows that validate: a share of all, rounded up, or a number of rows; null: what train_size leaves, or ${initial}`,
    }),
  ),
  initial: null,
})

export const optionalTrainSize: Parameter<number | null> = {
  ...nullable(
    size({
      initial: 0.5,
      help: 'Rows that train: a share of all, rounded down, or a number of rows; null: all others',
    }),
  ),
  initial: null,
}

/** @throws ParametersConflict where folds could not be made again, or a seed would do nothing */
export function checkShuffleSeed(params: { shuffle: boolean; random_state: number | null }): void {
  const { shuffle, random_state } = params
  if (shuffle && random_state === null) {
    const reason = 'shuffle is true but there is no random_state, so the folds could not be made again'
    throw ParametersConflict({ reason })
  }
  if (!shuffle && random_state !== null) {
    throw ParametersConflict({ reason: 'random_state has no effect while shuffle is false' })
  }
}
