import type { ResultRecord } from '../records/index.ts'
import { bestOfEachDataset } from './query/best-first.ts'

const fewest = 3

/** Where the best result of a dataset stands at the end of a swept range, the optimum may lie beyond it. */
export function edgeWarnings(results: readonly ResultRecord[]): readonly string[] {
  return bestOfEachDataset(results).flatMap(best =>
    Object.entries(best.params).flatMap(([name, value]) => {
      if (typeof value !== 'number') return []
      const values = sweptValues(results, best, name)
      if (values.length < fewest) return []
      const [low, high] = [Math.min(...values), Math.max(...values)]
      if (value !== high && !(value === low && name !== 'n_components')) return []
      const end = value === high ? 'largest' : 'smallest'
      return [
        `${best.dataset}: the best result has the ${end} ${name} that was tried (${value}); the best value may lie beyond. Extend the range.`,
      ]
    }),
  )
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
