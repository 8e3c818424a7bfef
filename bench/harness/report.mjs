import { median, sorted } from './statistics.mjs'

export function duration(seconds) {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`
  return seconds >= 0.01 ? `${(1000 * seconds).toFixed(0)} ms` : `${(1000 * seconds).toFixed(2)} ms`
}

const named = ({ label }, side) => (side.label ? `${label} (${side.label})` : label)

/** Every side of every group, the best of a group first. */
function rowsOf({ groups }) {
  const ours = groups.find(group => group.ours).sides[0]
  return groups.flatMap(group =>
    group.sides.map(side => {
      const times = sorted(side.times)
      const ratio = median(side.times.map((time, i) => time / ours.times[i]))
      return [
        named(group, side),
        duration(median(times)),
        `${duration(times[0])} – ${duration(times.at(-1))}`,
        side === ours ? '1' : ratio.toPrecision(3),
      ]
    }),
  )
}

const markdownTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

/** One workload as text: its sides, its goals, and why one is missed. */
export function workloadSection({ workload, measured, goals }) {
  const rounds = measured.groups[0].sides[0].times.length
  const agreement =
    measured.difference === null ? '' : ` Numbers agree within ${measured.difference.toExponential(1)}, relative.`
  const missed = goals.some(({ reached }) => !reached) && workload.missed ? `\n\n${workload.missed}` : ''
  return [
    `### ${workload.title}`,
    '',
    markdownTable(['who', 'median', 'least – most', '× the first'], rowsOf(measured)),
    '',
    `${rounds} rounds; load at the end ${measured.load.toFixed(1)}.${agreement}${missed}`,
  ].join('\n')
}

export function goalsTable(results) {
  const rows = results.flatMap(({ workload, goals }) =>
    goals.map(({ goal, value, reached }) => [workload.title, goal, value, reached ? 'yes' : '**no**']),
  )
  return markdownTable(['workload', 'goal', 'measured', 'reached'], rows)
}

export function growthSection(growths) {
  const rows = growths.map(({ title, sizes, seconds, bytes, exponents }) => [
    title,
    sizes.join(', '),
    seconds.map(duration).join(', '),
    exponents.time.toFixed(2),
    bytes.map(value => `${Math.round(value / 1e6)}`).join(', '),
    exponents.memory.toFixed(2),
  ])
  return markdownTable(['against', 'sizes', 'time', 'exponent', 'memory (MB)', 'exponent'], rows)
}
