import { TooFewSamples } from '../../errors/index.ts'

interface Sizes {
  readonly n_train: number
  readonly n_val: number
}

const count = (size: number, n: number, round: (value: number) => number) => (size < 1 ? round(size * n) : size)

/**
 * How many rows train and how many validate, as scikit-learn counts them: a share that validates is rounded up, one that
 * trains rounded down.
 * @param initial share that validates where neither is given
 * @param fewest rows that must train
 * @throws TooFewSamples
 */
export function divisionSizes(
  splitter: string,
  n: number,
  given: { test_size: number | null; train_size?: number | null },
  initial: number,
  fewest = 1,
): Sizes {
  const { test_size, train_size = null } = given
  const trained = train_size === null ? null : count(train_size, n, Math.floor)
  const n_val = test_size === null && trained !== null ? n - trained : count(test_size ?? initial, n, Math.ceil)
  const n_train = trained ?? n - n_val
  if (n_val >= 1 && n_train >= fewest && n_train + n_val <= n) return { n_train, n_val }
  const needed = Math.max(n_val, 1) + Math.max(n_train, fewest)
  const purpose = `${splitter} with ${Math.max(n_train, fewest)} to train on and ${Math.max(n_val, 1)} to validate`
  throw TooFewSamples({ n_samples: n, needed, purpose })
}
