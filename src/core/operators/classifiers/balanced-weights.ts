import { choice, nullable, type Parameter } from '../../params/index.ts'

export const treeClassWeight: Parameter<'balanced' | null> = {
  ...nullable(
    choice({
      initial: 'balanced',
      options: ['balanced'],
      abbreviation: 'cw',
      help: 'balanced: classes weigh the same, however many rows they have; null: rows weigh the same',
    }),
  ),
  initial: null,
}

export const forestClassWeight: Parameter<'balanced' | 'balanced_subsample' | null> = {
  ...nullable(
    choice({
      initial: 'balanced',
      options: ['balanced', 'balanced_subsample'],
      abbreviation: 'cw',
      help: 'balanced: classes weigh the same, over all rows or (balanced_subsample) over those drawn for a tree; null: rows do',
    }),
  ),
  initial: null,
}

/**
 * Weights that give each class that occurs the same sum: (n_samples,).
 * @param codes 0 … n_classes − 1: (n_samples,)
 * @param times how often each row counts by itself: (n_samples,)
 */
export function balancedWeights(codes: Float64Array, times: Float64Array): Float64Array {
  const sums = new Map<number, number>()
  let total = 0
  for (let i = 0; i < codes.length; i++) {
    if (times[i] === 0) continue
    sums.set(codes[i]!, (sums.get(codes[i]!) ?? 0) + times[i]!)
    total += times[i]!
  }
  return Float64Array.from(codes, code => (sums.has(code) ? total / (sums.size * sums.get(code)!) : 0))
}
