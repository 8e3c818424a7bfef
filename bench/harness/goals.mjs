import { median } from './statistics.mjs'

const best = (groups, label) => {
  const group = groups.find(one => one.label === label)
  if (!group) throw new Error(`No group "${label}"`)
  return group.sides[0]
}

/** Median of the ratios of neighbouring rounds. */
export const pairedRatio = (above, below) => median(above.map((time, i) => time / below[i]))

/** How many times as long `peer` takes as `ours`. */
export const timesAsFast = (ours, peer, least) => groups => {
  const ratio = pairedRatio(best(groups, peer).times, best(groups, ours).times)
  return { goal: `${peer}: ≥ ${least} ×`, value: `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`, reached: ratio >= least }
}

/** How many times as long `ours` takes as `peer`. */
export const timesAsLong = (ours, peer, most) => groups => {
  const ratio = pairedRatio(best(groups, ours).times, best(groups, peer).times)
  return { goal: `≤ ${most} × ${peer}`, value: `${ratio.toFixed(2)} ×`, reached: ratio <= most }
}

export const secondsAtMost = (ours, most) => groups => {
  const value = median(best(groups, ours).times)
  return { goal: `≤ ${most} s`, value: `${value.toFixed(3)} s`, reached: value <= most }
}

export const perSecondAtLeast = (ours, count, least) => groups => {
  const value = count / median(best(groups, ours).times)
  return { goal: `≥ ${least} results/s`, value: `${value.toFixed(0)} results/s`, reached: value >= least }
}

export const megabytesAtMost = (ours, most) => groups => {
  const value = median(best(groups, ours).bytes) / 1e6
  return { goal: `RSS ≤ ${most} MB`, value: `${value.toFixed(0)} MB`, reached: value <= most }
}
