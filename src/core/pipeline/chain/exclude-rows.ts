import { NothingLeft } from '../../errors/index.ts'
import type { FilterStep, Step } from '../pipeline.ts'
import type { FitNote } from './fit-note.ts'
import type { ChainData } from './fitted-chain.ts'
import { inStep } from './in-step.ts'

export interface Exclusion {
  /** One for each filter. */
  readonly state: readonly unknown[]
  /** Rows that stay; null where all do. */
  readonly kept: Int32Array | null
  readonly notes: readonly FitNote[]
}

const fewest = 2

/** Judge training rows by the filters of a step. @throws NothingLeft where fewer than two would stay */
export function excludeRows(step: FilterStep, data: ChainData, given?: readonly unknown[]): Exclusion {
  const { X, y, axis, rows } = data
  const of = { y, ...(rows && { rows }) }
  const state = given ?? step.filters.map(one => inStep(one, () => one.operator.fit(X, one.params, { axis, ...of })))
  const stays = step.filters.map((one, f) => inStep(one, () => one.operator.keeps(X, state[f], one.params, of)))
  const goes = (row: number) =>
    step.mode === 'any' ? stays.some(mask => mask[row] === 0) : stays.every(mask => mask[row] === 0)
  const all = Array.from({ length: X.rows }, (_, row) => row)
  const gone = all.filter(goes)
  if (gone.length === 0) return { state, kept: null, notes: [] }
  const label = labelOf(step)
  const figure = `${gone.length} of ${X.rows} training samples`
  if (step.action === 'tag') return { state, kept: null, notes: [{ text: `${label} marks`, figure }] }
  const left = X.rows - gone.length
  if (left < fewest) throw NothingLeft({ filter: label, left, of: X.rows }).at({ step: label })
  return {
    state,
    kept: Int32Array.from(all.filter(row => !goes(row))),
    notes: [{ text: `${label} excludes`, figure }],
  }
}

/** The user's name for it, or the labels of its filters. */
export function labelOf({ name, filters, mode }: FilterStep): string {
  const [only] = filters
  const tag = filters.length === 1 ? only?.params.tag_name : null
  return (
    name ??
    (typeof tag === 'string' && tag !== '' ? tag : null) ??
    filters.map(({ operator }: Step) => operator.label).join(mode === 'any' ? '|' : '&')
  )
}
