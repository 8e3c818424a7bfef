import type { ResultRecord } from '../../records/index.ts'
import { finding, type RunGuard } from './guard.ts'

/** Fewer values are no range. */
const fewest = 3

/** Where the best result of a dataset stands at the end of a swept range, the optimum may lie beyond it. */
export const edgeOfRange: RunGuard = {
  id: 'edge_of_range',
  summary: 'the best result of a dataset at the end of a swept range (n_components: at its upper end)',
  matters: 'The best value may lie beyond what was tried.',
  remedy: 'Extend the range.',
  field: 'templates[].pipeline[]',
  find: (best, all) =>
    best.flatMap(result =>
      Object.entries(result.params).flatMap(([name, value]) => {
        if (typeof value !== 'number') return []
        const values = sweptValues(all, result, name)
        if (values.length < fewest) return []
        const [low, high] = [Math.min(...values), Math.max(...values)]
        if (value !== high && !(value === low && name !== 'n_components')) return []
        const end = value === high ? 'largest' : 'smallest'
        return [
          finding(
            `${result.dataset}: the best result has the ${end} ${name} that was tried (${value}); the best value may lie beyond.`,
            'Extend the range.',
          ),
        ]
      }),
    ),
}

/** Values of a parameter among results that differ from this one in nothing else. */
function sweptValues(results: readonly ResultRecord[], best: ResultRecord, name: string): readonly number[] {
  const others = (result: ResultRecord) => {
    const { [name]: _, ...rest } = result.params
    return JSON.stringify([result.dataset, result.template_id, rest])
  }
  const alike = others(best)
  const values = results.filter(result => others(result) === alike).map(result => result.params[name])
  return [...new Set(values.filter(value => typeof value === 'number'))]
}
