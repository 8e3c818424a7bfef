import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import { shuffle } from '../../math/random/shuffle.ts'
import { type ClassCodes, requireFolds } from './classes.ts'
import { partEnds } from './folds.ts'

/**
 * The fold in which each row validates: the classes one after another are dealt to the folds in turn, and within a class
 * the folds follow each other, or are shuffled.
 * @throws TooFewOfEachClass
 */
export function stratifiedLabels(
  classes: ClassCodes,
  n_splits: number,
  twister: MersenneTwister | null,
  splitter: string,
): Int32Array {
  requireFolds(classes, n_splits, splitter)
  const labels = new Int32Array(classes.codes.length)
  let dealt = 0
  for (const code of new Set(classes.codes)) {
    const count = classes.counts[code]!
    const ends = partEnds(count, n_splits)
    // The class starts at the fold where the one before stopped; folds are numbered from 0 all the same.
    const sizes = Array.from({ length: n_splits }, (_, fold) => {
      const turn = (fold - (dealt % n_splits) + n_splits) % n_splits
      return ends[turn + 1]! - ends[turn]!
    })
    const folds = Int32Array.from(sizes.flatMap((size, fold) => new Array<number>(size).fill(fold)))
    if (twister) shuffle(folds, twister)
    let next = 0
    for (let row = 0; row < labels.length; row++) {
      if (classes.codes[row] === code) labels[row] = folds[next++]!
    }
    dealt += count
  }
  return labels
}
