import { loadavg } from 'node:os'
import { median } from './statistics.mjs'

/**
 * Let every side of a workload answer, compare the answers, then measure all sides in turn, round after round, so that what else
 * the machine does meets all of them. The first round only warms up.
 *
 * @param groups [{ label, ours, sides }]: the settings of one implementation
 * @returns the groups with `times` and `bytes` of each side, best side first
 */
export async function interleave({ groups, compare, rounds, warmUp = 1 }) {
  const all = groups.flatMap(group => group.sides.map(side => ({ group, side, times: [], bytes: [] })))
  try {
    for (const one of all) {
      one.running = await one.side.start()
      if (compare !== nothingToCompare) one.answer = await one.running.answer()
    }
    const difference = compare(all)
    for (let round = -warmUp; round < rounds; round++) {
      for (const one of round % 2 === 0 ? all : all.toReversed()) {
        const { seconds, bytes } = await one.running.measure()
        if (round < 0) continue
        one.times.push(seconds)
        if (bytes !== undefined) one.bytes.push(bytes)
      }
    }
    const measured = groups.map(({ label, ours = false }) => {
      const sides = all
        .filter(one => one.group.label === label)
        .map(({ side, times, bytes }) => ({ label: side.label, times, bytes }))
        .sort((a, b) => median(a.times) - median(b.times))
      return { label, ours, sides }
    })
    return { groups: measured, difference, load: loadavg()[0] }
  } finally {
    for (const { running } of all) running?.end()
  }
}

/**
 * The largest difference to n4a, relative to the peer's number, or to its largest number where zeros are among them.
 * @throws where it is above the tolerance
 */
export function sameNumbers(tolerance, { toLargest = false } = {}) {
  return all => {
    const [ours, ...others] = all
    if (!ours.answer.every(Number.isFinite) || ours.answer.length === 0)
      throw new Error(`${ours.side.label} gave no numbers`)
    let largest = 0
    for (const { group, side, answer } of others) {
      if (answer.length !== ours.answer.length) {
        throw new Error(`${group.label} gave ${answer.length} numbers, not ${ours.answer.length}`)
      }
      const allowed = typeof tolerance === 'function' ? tolerance(group.label) : tolerance
      const largestNumber = answer.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      for (const [i, value] of answer.entries()) {
        const difference = Math.abs(value - ours.answer[i]) / (toLargest ? largestNumber : Math.abs(value))
        if (!(difference <= allowed)) {
          throw new Error(`${group.label} (${side.label}): number ${i} is ${value}, that of n4a ${ours.answer[i]}`)
        }
        largest = Math.max(largest, difference)
      }
    }
    return largest
  }
}

/** Where sides have no common numbers. */
export const nothingToCompare = () => null
