/** Numbers of seven orders of magnitude and both signs, so that the order of additions shows in their sums. */
export function pseudoNumbers(length: number, seed: number): Float64Array {
  let state = seed
  return Float64Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (state / 2_147_483_647 - 0.5) * 10 ** (state % 7)
  })
}
