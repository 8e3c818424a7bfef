import type { Dataset } from '../datasets/index.ts'
import { N4aError } from '../errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../math/matrix.ts'
import { applyChain, type ChainData, type FitNote, fitChain, takeRowFacts } from '../pipeline/index.ts'
import type { FitScope } from '../records/index.ts'
import { attempt, fitMembers, type MemberPredictions } from './fit-members.ts'
import type { RowSet } from './fold-rows.ts'
import type { Computed, PrefixCache } from './prefix-cache.ts'
import type { SharedFit } from './run-plan.ts'

/** What one training set gave. */
export interface FitOutcome {
  readonly members: readonly MemberPredictions[]
  /** Columns that reached the model; null where no step got so far. */
  readonly n_features: number | null
  /** Of the preprocessing. */
  readonly notes: readonly FitNote[]
}

/** Fit the preprocessing and the models of a fit on `training` and predict each of the sets. */
export function fitShared(
  fit: SharedFit,
  training: RowSet,
  sets: readonly RowSet[],
  { prefixes, fit_scope }: { readonly prefixes: PrefixCache; readonly fit_scope: FitScope },
): FitOutcome {
  const { dataset, members } = fit
  const { steps } = members[0]!.member.chain
  const fitted = fit_scope === 'fold' ? training : fit.rows.train
  const outcome = attempt((): FitOutcome => {
    const [input, rest] = prefixes.after(dataset, steps)
    const learned = fitChain(rest, chainData(dataset, input, fitted))
    const followed = fitted === training ? learned : fitChain(rest, chainData(dataset, input, training), learned.states)
    const data = followed.training
    // Rows that no step has touched need not be computed twice.
    const whole = data.X.rows === training.rows.length && !rest.some(step => 'augmenters' in step || 'filters' in step)
    const facts = factsOf(dataset)
    const matrices = sets.map((set): Matrix => {
      if (set === training && whole) return data.X
      if (set.rows.length === 0) return { rows: 0, columns: data.X.columns, values: new Float64Array(0) }
      return applyChain(rest, learned.states, takeRows(input.X, set.rows), takeRowFacts(facts, set.rows))
    })
    return {
      members: fitMembers(fit, { data, rows: training.rows, fitted_y: learned.training.y }, matrices),
      n_features: data.X.columns,
      notes: learned.notes,
    }
  })
  return outcome instanceof N4aError ? { members: members.map(() => outcome), n_features: null, notes: [] } : outcome
}

export const factsOf = ({ groups, metadata }: Dataset) => ({ groups, metadata })

/** Rows of a dataset as a chain takes them in, `input` being its spectra so far. */
export function chainData(dataset: Dataset, { X, axis, sources }: Computed, { rows }: RowSet): ChainData {
  return {
    X: takeRows(X, rows),
    y: takeElements(dataset.y, rows),
    axis,
    rows: takeRowFacts(factsOf(dataset), rows),
    ...(sources && { sources }),
  }
}
