import { printable } from '../errors/index.ts'
import { quantileOfSorted } from '../math/statistics.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import type { MatrixDisplay } from './display.ts'
import { factorOf, type ScoredGroup, scoredGroups } from './factors.ts'
import { formatCount, formatScore } from './format.ts'

/** More rows or columns are no picture. */
const mostLevels = 40

export interface FactorMatrixOptions {
  /** Default: the preprocessing. */
  readonly rows?: string
  /** Default: the dataset. */
  readonly columns?: string
  /** Default: what ranks each result. */
  readonly metric?: string
  readonly metrics?: readonly MetricCard[]
}

/**
 * The best score at each pair of two factors, coloured by how near it is to the best of its dataset. With the dataset as one
 * of them there is one matrix; else one a dataset, because errors in different units have no order.
 *
 * @throws UnknownField for a factor that no result has
 */
export function factorMatrices(
  results: readonly ResultRecord[],
  { rows = 'preprocessings', columns = 'dataset', metric, metrics = [] }: FactorMatrixOptions = {},
): readonly MatrixDisplay[] {
  const groups = scoredGroups(results, metrics, metric)
  const words = `${factorOf(results, rows).label} × ${factorOf(results, columns).label.toLowerCase()}`
  const together = rows === 'dataset' || columns === 'dataset'
  // The label names the metric and the samples it was computed on: scores of external sets are no out-of-fold ones.
  const labels = [...new Set(groups.map(({ label }) => label))]
  const parts = together
    ? labels.map(name => groups.filter(({ label }) => label === name))
    : groups.map(group => [group])
  if (parts.length === 0) return [drawn(words, [], { rows, columns })]
  return parts.map(part => {
    const on = together ? '' : ` on ${printable(part[0]!.dataset)}`
    return drawn(`${part[0]!.label} by ${words.toLowerCase()}${on}`, part, { rows, columns })
  })
}

interface Cell {
  readonly score: number
  readonly cost: number
  readonly n: number
}

function drawn(
  title: string,
  groups: readonly ScoredGroup[],
  names: { readonly rows: string; readonly columns: string },
): MatrixDisplay {
  const results = groups.flatMap(({ scored }) => scored.map(({ result }) => result))
  const [rows, columns] = [factorOf(results, names.rows, true), factorOf(results, names.columns, true)]
  const cells = new Map<string, Cell>()
  const keyOf = (row: string, column: string) => JSON.stringify([row, column])
  for (const { scored } of groups) {
    for (const { result, score, cost } of scored) {
      const key = keyOf(rows.text(result), columns.text(result))
      const before = cells.get(key)
      const better = !before || cost < before.cost
      cells.set(key, { ...(better ? { score, cost } : before), n: (before?.n ?? 0) + 1 })
    }
  }
  const shown = { rows: ranked(rows, columns, cells, keyOf), columns: columns.levels.slice(0, mostLevels) }
  const at = (row: string, column: string) => cells.get(keyOf(row, column))
  // Shades compare what has one unit: cells of one dataset.
  const scales = scalesOf(shown, at, names)
  const left = rows.levels.length - shown.rows.length + (columns.levels.length - shown.columns.length)
  return {
    kind: 'matrix',
    title,
    rows: { label: rows.label, names: shown.rows, summaries: [] },
    columns: { label: columns.label, names: shown.columns, summaries: [] },
    texts: shown.rows.map(row => shown.columns.map(column => formatScore(at(row, column)?.score))),
    shades: shown.rows.map(row => shown.columns.map(column => scales.shade(row, column))),
    shading: 'nearness to the best of its dataset; the worse quarter has none',
    agreement: false,
    best: scales.best,
    notes:
      results.length === 0
        ? []
        : [
            `Each cell is the best of its results, ${formatCount(results.length, 'result')} in all.`,
            ...(left > 0 ? [`${formatCount(left, 'level')} not drawn.`] : []),
          ],
    whenEmpty: 'No completed results have a score yet.',
  }
}

type Factor = ReturnType<typeof factorOf>

/** Numbers ascend; names stand with the best first, by their best share over the columns. */
function ranked(
  rows: Factor,
  columns: Factor,
  cells: ReadonlyMap<string, Cell>,
  keyOf: (row: string, column: string) => string,
): readonly string[] {
  if (rows.numbers) return rows.levels.slice(0, mostLevels)
  const bestOf = columns.levels.map(column => {
    const costs = rows.levels.flatMap(row => cells.get(keyOf(row, column))?.cost ?? [])
    return costs.sort((a, b) => a - b)
  })
  const place = (row: string) => {
    const places = columns.levels.flatMap((column, j) => {
      const cost = cells.get(keyOf(row, column))?.cost
      return cost === undefined ? [] : [bestOf[j]!.indexOf(cost) / bestOf[j]!.length]
    })
    return places.length > 0 ? places.reduce((sum, share) => sum + share, 0) / places.length : 1
  }
  const places = new Map(rows.levels.map(row => [row, place(row)]))
  return rows.levels.toSorted((a, b) => places.get(a)! - places.get(b)!).slice(0, mostLevels)
}

function scalesOf(
  { rows, columns }: { readonly rows: readonly string[]; readonly columns: readonly string[] },
  at: (row: string, column: string) => Cell | undefined,
  names: { readonly rows: string; readonly columns: string },
) {
  const cellsOf = (along: 'row' | 'column' | 'all', name: string) =>
    rows.flatMap((row, i) =>
      columns.flatMap((column, j) => {
        const cell = at(row, column)
        const inside = along === 'all' || (along === 'row' ? row : column) === name
        return cell && inside && Number.isFinite(cell.cost) ? [{ cost: cell.cost, place: [i, j] as const }] : []
      }),
    )
  const along = names.columns === 'dataset' ? 'column' : names.rows === 'dataset' ? 'row' : 'all'
  const lines = along === 'column' ? columns : along === 'row' ? rows : ['']
  const scales = new Map(
    lines.map(name => {
      const cells = cellsOf(along, name)
      const sorted = Float64Array.from(cells, ({ cost }) => cost).sort()
      return [name, { from: sorted[0] ?? 0, to: quantileOfSorted(sorted, 0.75), cells }] as const
    }),
  )
  return {
    shade: (row: string, column: string): number => {
      const cell = at(row, column)
      const scale = scales.get(along === 'column' ? column : along === 'row' ? row : '')
      if (!cell || !scale || !Number.isFinite(cell.cost)) return 0
      if (!(scale.to > scale.from)) return cell.cost === scale.from ? 1 : 0
      return Math.max(0, Math.min(1, 1 - (cell.cost - scale.from) / (scale.to - scale.from)))
    },
    best: [...scales.values()].flatMap(({ from, cells }) =>
      cells.length > 1 ? cells.filter(({ cost }) => cost === from).map(({ place }) => place) : [],
    ),
  }
}
