import {
  FoldWithoutRows,
  MissingGroups,
  MissingOwnOperator,
  UnknownSplitter,
  WrongFolds,
  WrongShape,
  withinField,
} from '../errors/index.ts'
import {
  type AnySplitter,
  type Fold,
  findOperator,
  operators,
  ownPrefix,
  refuseLeftOut,
  type SplitRows,
} from '../operators/index.ts'
import { splitKeepingGroups } from '../operators/splitters/split-keeping-groups.ts'
import { resolveParameters } from '../params/index.ts'
import type { FoldsConfig } from '../records/index.ts'

/** Folds read from a file: positions among the training rows. */
export type GivenFolds = readonly { readonly train: readonly number[]; readonly val: readonly number[] }[]

/** How to divide the training rows of any dataset. */
export type FoldsOf = (rows: RowsToDivide) => readonly Fold[]

/** Rows of a target that holds classes, or quantities. */
export type RowsToDivide = SplitRows & { readonly classes: boolean }

/**
 * The splitter of a run file's `config.folds`. Rows of a group stay together where the dataset names groups.
 * @throws UnknownSplitter, UnknownParameter, ParameterOutOfRange, WrongFolds; MissingGroups, FoldWithoutRows and what the
 * splitter throws, when rows are divided
 */
export function resolveFolds(config: FoldsConfig, given: GivenFolds | null): FoldsOf {
  if (given) return ({ n_samples }) => checkedFolds(given, n_samples)
  const { splitter: name = 'KFold', classes_splitter, file: _, ...params } = config
  if (classes_splitter !== undefined) {
    const [ofQuantities, ofClasses] = [name, classes_splitter].map(splitter =>
      resolveFolds({ splitter, ...params }, null),
    )
    return rows => (rows.classes ? ofClasses! : ofQuantities!)(rows)
  }
  const splitter = withinField('splitter', () => getSplitter(name))
  const resolved = resolveParameters(splitter.label, splitter.params, params)
  splitter.check?.(resolved)
  return rows => {
    if (splitter.needs_groups && rows.groups === null) throw MissingGroups({ splitter: splitter.label })
    return foldsWithRows(splitter.label, splitKeepingGroups(splitter, rows, resolved))
  }
}

/** @throws FoldWithoutRows */
export function foldsWithRows(splitter: string, folds: readonly Fold[]): readonly Fold[] {
  for (const { fold_id, train, val } of folds) {
    if (train.length > 0 && val.length > 0) continue
    throw FoldWithoutRows({ splitter, fold_id, n_train: train.length, n_val: val.length })
  }
  return folds
}

/**
 * The same with the seed written out, where the splitter draws and none is given: that of the run, or the splitter's own.
 * So a stored configuration makes the same folds again.
 */
export function seededFolds(config: FoldsConfig, random_state: number | null): FoldsConfig {
  if (config.file !== undefined || config.random_state !== undefined) return config
  const operator = findOperator(config.splitter ?? 'KFold')
  const initial = operator?.params.random_state?.initial
  if (operator?.kind !== 'splitter' || initial === undefined) return config
  // A splitter whose seed is null to begin with draws only when it shuffles.
  const seed = initial === null && config.shuffle !== true ? null : (random_state ?? initial)
  return seed === null ? config : { ...config, random_state: seed }
}

/** @throws UnknownSplitter, UnsupportedOperator, WrongShape where the name is no text */
export function getSplitter(name: unknown): AnySplitter {
  if (typeof name !== 'string') {
    throw WrongShape({ what: '`splitter`', expected: 'the name of a splitter', received: name })
  }
  const operator = findOperator(name)
  if (operator?.kind === 'splitter') return operator
  if (!operator && name.startsWith(ownPrefix)) throw MissingOwnOperator({ name: name.slice(ownPrefix.length) })
  if (!operator) refuseLeftOut(name)
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
