/**
 * Whether two classifiers are wrong equally often, from the samples on which only one of them is right: under the hypothesis
 * either is as likely. Exact and two-sided.
 *
 * @param only_a samples that only the first has right
 * @param only_b samples that only the second has right
 * @returns the probability of a division at least as uneven; 1 where the two are right on the same samples
 * @see McNemar (1947), Psychometrika 12(2), 153–157
 */
export function mcNemarTest(only_a: number, only_b: number): number {
  const n = only_a + only_b
  if (only_a === only_b) return 1
  // In logarithms, because 2⁻ⁿ is 0 in floating point above 1074 samples.
  let logTerm = -n * Math.LN2
  let sum = Math.exp(logTerm)
  for (let k = 1; k <= Math.min(only_a, only_b); k++) {
    logTerm += Math.log((n - k + 1) / k)
    sum += Math.exp(logTerm)
  }
  return Math.min(1, 2 * sum)
}
