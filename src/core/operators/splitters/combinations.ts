import { groupedDigits, ParametersConflict } from '../../errors/index.ts'

/** More folds than this are a mistake, not an experiment. */
const mostFolds = 10_000

/** n! / (p! (n − p)!), without the factorials. */
function countOf(n: number, p: number): number {
  let count = 1
  for (let i = 1; i <= p; i++) count = (count * (n - p + i)) / i
  return Math.round(count)
}

/**
 * Every choice of p among 0 … n − 1, each ascending, in the order of the dictionary: (0, 1), (0, 2), (1, 2) for n 3 and p 2.
 * @throws ParametersConflict where they are too many to fit a model for each
 */
export function combinations(n: number, p: number, things: string): readonly (readonly number[])[] {
  const count = countOf(n, p)
  if (count > mostFolds) {
    const reason = `leaving ${p} of ${n} ${things} out makes ${groupedDigits(count)} folds, more than the ${groupedDigits(mostFolds)} that are allowed`
    throw ParametersConflict({ reason })
  }
  const choose = (from: number, left: number): number[][] => {
    if (left === 0) return [[]]
    const firsts = Array.from({ length: n - left + 1 - from }, (_, i) => from + i)
    return firsts.flatMap(first => choose(first + 1, left - 1).map(rest => [first, ...rest]))
  }
  return choose(0, p)
}
