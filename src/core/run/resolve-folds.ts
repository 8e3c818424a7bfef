import { MissingGroups, UnknownSplitter, WrongFolds, withinField } from '../errors/index.ts'
import { type AnySplitter, type Fold, findOperator, operators, type SplitRows } from '../operators/index.ts'
import { resolveParameters } from '../params/index.ts'
import type { FoldsConfig } from '../records/index.ts'

/** Folds read from a file: positions among the training rows. */
export type GivenFolds = readonly { readonly train: readonly number[]; readonly val: readonly number[] }[]

/** How to divide the training rows of any dataset. */
export type FoldsOf = (rows: SplitRows) => readonly Fold[]

/**
 * The splitter of a run file's `config.folds`.
 * @throws UnknownSplitter, UnknownParameter, ParameterOutOfRange, WrongFolds
 */
export function resolveFolds(config: FoldsConfig, given: GivenFolds | null): FoldsOf {
  if (given) return ({ n_samples }) => checkedFolds(given, n_samples)
  const { splitter: name = 'KFold', file: _, ...params } = config
  const splitter = withinField('splitter', () => getSplitter(name))
  const resolved = resolveParameters(splitter.label, splitter.params, params)
  splitter.check?.(resolved)
  return rows => {
    if (splitter.needs_groups && rows.groups === null) throw MissingGroups({ splitter: splitter.label })
    return splitter.split(rows, resolved)
  }
}

function getSplitter(name: string): AnySplitter {
  const operator = findOperator(name)
  if (operator?.kind === 'splitter') return operator
  const known = operators.filter(other => other.kind === 'splitter').map(other => other.label)
  throw UnknownSplitter({ name, known })
}

/** @throws WrongFolds where a position is no training row, stands twice, or trains and validates in one fold */
function checkedFolds(given: GivenFolds, n_samples: number): readonly Fold[] {
  if (given.length === 0) throw WrongFolds({ reason: 'there are none' })
  return given.map(({ train, val }, fold_id) => {
    const seen = new Set<number>()
    for (const position of [...train, ...val]) {
      if (!Number.isInteger(position) || position < 0 || position >= n_samples) {
        throw WrongFolds({ reason: `fold ${fold_id} names position ${position}; there are ${n_samples} training rows` })
      }
      if (seen.has(position)) throw WrongFolds({ reason: `fold ${fold_id} names position ${position} twice` })
      seen.add(position)
    }
    if (train.length < 2 || val.length < 1) {
      throw WrongFolds({ reason: `fold ${fold_id} has ${train.length} training and ${val.length} validation rows` })
    }
    return { fold_id, train: Int32Array.from(train), val: Int32Array.from(val) }
  })
}
