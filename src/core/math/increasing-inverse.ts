/**
 * Where an increasing function reaches a value, by halving until no number lies between: to the last digit that the function has.
 *
 * @param low a place where the function is at most `value`, ≥ 0
 * @param high a place beyond it; doubled as long as the function is below `value`
 */
export function whereReached(increasing: (place: number) => number, value: number, low: number, high: number): number {
  let [below, above] = [low, high]
  while (above < Number.MAX_VALUE / 2 && increasing(above) < value) {
    below = above
    above *= 2
  }
  for (let k = 0; k < 1100; k++) {
    const middle = (below + above) / 2
    if (middle === below || middle === above) break
    if (increasing(middle) < value) below = middle
    else above = middle
  }
  return above
}
