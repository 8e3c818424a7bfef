import type { ComparedResult, ResultComparison } from '../records/index.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** `A`, `B`, … as the columns and rows of a comparison call its results. */
export const letterOf = (index: number): string =>
  index < letters.length
    ? letters[index]!
    : `${letterOf(Math.floor(index / letters.length) - 1)}${letters[index % letters.length]}`

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/**
 * A few sentences: who ties with A, who is better or worse, for one result of classes on which samples, and which is the
 * simplest that is as good.
 */
export function comparisonVerdict({ results, significance }: Omit<ResultComparison, 'verdict'>): string {
  const named = (verdict: ComparedResult['verdict']) =>
    results.filter(result => result.verdict === verdict).map(({ letter }) => letter)
  const [ties, better, worse, other] = [named('tie'), named('better'), named('worse'), named('other samples')]
  const verb = (names: readonly string[], one: string, many: string) => (names.length === 1 ? one : many)
  const simplest = results.find(result => result.simplest)
  const band = results.filter(result => result.in_tie_band).length
  return [
    ties.length > 0 && `${list(['A', ...ties])} tie (p > ${significance}).`,
    better.length > 0 && `${list(better)} ${verb(better, 'is', 'are')} better than A.`,
    worse.length > 0 && `${list(worse)} ${verb(worse, 'is', 'are')} worse than A.`,
    results.length === 2 && onlyRight(results[1]!),
    other.length > 0 && `${list(other)} ${verb(other, 'was', 'were')} validated on other samples, so there is no test.`,
    band > 1 && simplest && `${simplest.letter} is the simplest within one standard error of the best.`,
  ]
    .filter(sentence => sentence)
    .join(' ')
}

function onlyRight({ letter, only_right }: ComparedResult): string | false {
  if (!only_right) return false
  const { this: alone, baseline } = only_right
  return `${letter} alone is right on ${alone} ${alone === 1 ? 'sample' : 'samples'}, A alone on ${baseline}.`
}
