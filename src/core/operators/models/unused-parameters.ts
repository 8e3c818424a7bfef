import { choice, integer, nullable, type Parameter } from '../../params/index.ts'

/** Of the Python classes: declared so that existing templates run. */

export const n_jobs: Parameter<number | null> = {
  ...nullable(
    integer({ initial: 1, help: 'Accepted without effect: runs divide the work, and results do not change' }),
  ),
  initial: null,
}

export const verbose: Parameter<number | boolean> = {
  initial: 0,
  expected: 'an integer ≥ 0, true or false',
  help: 'Accepted without effect',
  accepts: value => typeof value === 'boolean' || (Number.isSafeInteger(value) && (value as number) >= 0),
  refused: ['loud', -1, null],
}

export const backend = choice({
  initial: 'numpy',
  options: ['numpy', 'jax'],
  help: 'Accepted without effect: the numbers are the same',
})

/** A parameter whose other values ask for something that is not here: refused rather than ignored. */
export function onlyInitial<Value extends boolean | number | string | null>(spec: {
  initial: Value
  refused: readonly unknown[]
  help: string
}): Parameter<Value> {
  return { ...spec, expected: `${spec.initial}, the one value supported`, accepts: value => value === spec.initial }
}
