/** ‖after − before‖ / ‖before‖, as pybaselines decides that a fit has settled. */
export function relativeChange(before: Float64Array, after: Float64Array): number {
  let change = 0
  let size = 0
  for (let j = 0; j < before.length; j++) {
    change += (after[j]! - before[j]!) ** 2
    size += before[j]! * before[j]!
  }
  return Math.sqrt(change) / Math.max(Math.sqrt(size), Number.EPSILON)
}
