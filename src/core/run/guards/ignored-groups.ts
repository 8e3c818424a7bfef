import { columnMeans, type Matrix, row, takeRows } from '../../math/matrix.ts'
import { squaredDeviations } from '../../math/statistics.ts'
import { compressedSpectra } from './compressed-spectra.ts'
import { count, type Design, type DesignGuard, finding, percent, some, verb } from './guard.ts'
import { acrossFolds, acrossPartitions, setsOfText } from './split-sets.ts'

/** Words in the names of columns that say what was measured, or together with what. */
const telling = new Set(
  (
    'id sample samples specimen replicate replicates rep repetition scan lot batch plot block field farm site location ' +
    'variety cultivar genotype hybrid line accession animal cow patient subject plant tree fruit bag tray parcel ' +
    'session campaign harvest origin producer'
  ).split(' '),
)

/** Rows of a group are alike where they vary no more than this share of the variance of all spectra. */
const alike = 0.25
/** Fewer repeated rows than this share are an accident. */
const fewest = 0.1

/** A column that tells which rows belong together while the dataset names no group. */
export const ignoredGroups: DesignGuard = {
  id: 'ignored_groups',
  summary: 'a column such as sample, batch or plot whose rows have like spectra, while no `group` is named',
  matters: 'Rows of one sample, batch or plot on both sides of a split make scores better than they are on a new one.',
  remedy: 'Name the column as `group`: folds and partitions then keep its rows together.',
  field: 'datasets[].group',
  find: design => {
    const { dataset, rows } = design
    if (dataset.groups !== null) return []
    const ids = setsOfText(dataset.sample_ids, [...rows.train.rows, ...rows.test.rows])
    const [best, ...others] = candidates(design)
    return [...repeatedIds(design, ids), ...(best ? [columnFinding(design, best, others)] : [])]
  },
}

interface Candidate {
  readonly column: string
  readonly sets: readonly (readonly number[])[]
  /** Of the variance of all spectra. */
  readonly within: number
}

/** Columns with a telling name whose repeated values are split and go with like spectra; the most alike first. */
function candidates({ dataset, rows }: Design): readonly Candidate[] {
  const used = [...rows.train.rows, ...rows.test.rows]
  return Object.entries(dataset.metadata)
    .filter(([column]) => wordsOf(column).some(word => telling.has(word)))
    .flatMap(([column, texts]): readonly Candidate[] => {
      const sets = setsOfText(texts, used)
      const repeated = sets.reduce((sum, set) => sum + set.length, 0)
      if (sets.length < 3 || repeated < fewest * used.length) return []
      if (acrossPartitions(rows, sets).length + acrossFolds(rows, sets).length === 0) return []
      const within = varianceWithin(compressedSpectra(dataset), sets, used)
      return within < alike ? [{ column, sets, within }] : []
    })
    .sort((a, b) => a.within - b.within)
}

const wordsOf = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)

function columnFinding({ rows }: Design, { column, sets, within }: Candidate, others: readonly Candidate[]) {
  const split = new Set([...acrossPartitions(rows, sets), ...acrossFolds(rows, sets)]).size
  const also = others.length > 0 ? ` The same goes for ${some(others.map(other => other.column))}.` : ''
  return finding(
    `Column ${column} has ${count(sets.length, 'value')} that repeat, whose spectra vary by ${percent(within)} of the variance of all, and ${split} of them ${verb(split, 'stands', 'stand')} on both sides of a split, so scores may be optimistic.${also}`,
    `If they are repeats, write \`group: ${column}\`.`,
    { field: 'datasets[].group', value: column },
  )
}

function repeatedIds({ dataset, rows }: Design, sets: readonly (readonly number[])[]) {
  const split = new Set([...acrossPartitions(rows, sets), ...acrossFolds(rows, sets)])
  if (split.size === 0) return []
  const names = [...split].map(([first]) => dataset.sample_ids[first!]!)
  return [
    finding(
      `${count(split.size, 'sample id')} ${verb(split.size, 'repeats', 'repeat')} on both sides of a split (${some(names)}), so scores are optimistic.`,
      'Name the column of ids as `group` too.',
    ),
  ]
}

/** Mean square within the groups over that of all spectra; 1 where nothing can be said. */
function varianceWithin(spectra: Matrix, sets: readonly (readonly number[])[], used: readonly number[]): number {
  const whole = sumOfSquares(takeRows(spectra, used)) / (used.length - 1)
  const free = sets.reduce((sum, set) => sum + set.length - 1, 0)
  const within = sets.reduce((sum, set) => sum + sumOfSquares(takeRows(spectra, set)), 0) / free
  return whole > 0 ? within / whole : 1
}

function sumOfSquares(X: Matrix): number {
  const means = columnMeans(X)
  let sum = 0
  for (let i = 0; i < X.rows; i++) {
    sum += squaredDeviations(
      row(X, i).map((value, j) => value - means[j]!),
      0,
    )
  }
  return sum
}
