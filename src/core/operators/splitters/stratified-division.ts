import { TooManyClasses } from '../../errors/index.ts'
import { chosen, permuted } from '../../math/random/draw.ts'
import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import type { ClassCodes } from './classes.ts'
import { inOrder } from './folds.ts'

interface Division {
  readonly train: Int32Array
  readonly val: Int32Array
}

/**
 * One random division with the share of each class in both parts, drawn as scikit-learn's StratifiedShuffleSplit draws it.
 * Changes the state of the twister. Each class must have two rows.
 * @throws TooManyClasses where a part has fewer rows than there are classes
 */
export function stratifiedDivision(
  { codes, counts }: ClassCodes,
  { n_train, n_val }: { readonly n_train: number; readonly n_val: number },
  twister: MersenneTwister,
  splitter: string,
): Division {
  const n_classes = counts.length
  if (n_train < n_classes) throw TooManyClasses({ splitter, n_classes, part: 'train', n_rows: n_train })
  if (n_val < n_classes) throw TooManyClasses({ splitter, n_classes, part: 'validate', n_rows: n_val })
  const trained = shares(counts, n_train, twister)
  const validated = shares(
    counts.map((count, k) => count - trained[k]!),
    n_val,
    twister,
  )
  const train: number[] = []
  const val: number[] = []
  counts.forEach((count, k) => {
    const rows = inOrder(codes.length).filter(row => codes[row] === k)
    const order = permutation(count, twister).map(place => rows[place]!)
    train.push(...order.subarray(0, trained[k]))
    val.push(...order.subarray(trained[k], trained[k]! + validated[k]!))
  })
  return { train: permuted(Int32Array.from(train), twister), val: permuted(Int32Array.from(val), twister) }
}

/** How many of `total` rows each class gives: its share rounded down, the rest to the largest remainders, ties drawn. */
function shares(counts: Int32Array, total: number, twister: MersenneTwister): Int32Array {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const exact = Float64Array.from(counts, count => (count / all) * total)
  const given = Int32Array.from(exact, Math.floor)
  let left = total - given.reduce((sum, count) => sum + count, 0)
  const remainders = exact.map((share, k) => share - given[k]!)
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (left <= 0) break
    const equal = inOrder(counts.length).filter(k => remainders[k] === remainder)
    const more = chosen(equal, Math.min(equal.length, left), twister)
    for (const k of more) given[k]!++
    left -= more.length
  }
  return given
}
