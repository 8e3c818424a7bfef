import { N4aError, OwnOperatorFailed, WrongShape } from '../errors/index.ts'
import { type Matrix, row, zeros } from '../math/matrix.ts'
import { boolean, type Parameter, type ParameterSet, real } from '../params/index.ts'
import type { AnyClassifier, AnyRegressor, AnySplitter, AnyTransform } from './operator.ts'
import { defineClassifier, defineRegressor, defineSplitter, defineTransform } from './operator.ts'
import { findOperator, ownPrefix } from './registry.ts'

/** Parameters with the values they have where a template gives none; they must stay of that type. */
export type OwnParameters = Readonly<Record<string, number | boolean | string>>

interface Own<P extends OwnParameters> {
  /** As templates call it. */
  readonly name: string
  readonly summary?: string
  readonly params?: P
}

/** Rows are copies: changing them changes nothing else. */
type Rows = readonly Float64Array[]

export interface OwnTransform<P extends OwnParameters = OwnParameters, State = unknown> extends Own<P> {
  /** Learn from the training rows of a fold; what it gives must be plain data. Absent: nothing is learned. */
  readonly fit?: (X: Rows, params: P) => State
  /** As many rows as X, all of one length. */
  readonly transform: (X: Rows, params: P, state: State) => readonly ArrayLike<number>[]
}

export interface OwnModel<P extends OwnParameters = OwnParameters, State = unknown> extends Own<P> {
  readonly fit: (X: Rows, y: Float64Array, params: P) => State
  /** One value a row. */
  readonly predict: (X: Rows, state: State, params: P) => ArrayLike<number>
}

export interface OwnClassifier<P extends OwnParameters = OwnParameters, State = unknown> extends Own<P> {
  /** `classes` are the codes of the classes, from 0, each of which occurs among them. */
  readonly fit: (X: Rows, classes: Float64Array, params: P) => State
  /** A row for each row of X: the probability of each class, in the order of the codes; they sum to 1. */
  readonly probabilities: (X: Rows, state: State, params: P) => readonly ArrayLike<number>[]
}

/** Positions among the rows that were given. */
export interface OwnFold {
  readonly train: ArrayLike<number>
  readonly val: ArrayLike<number>
}

export interface OwnSplitter<P extends OwnParameters = OwnParameters> extends Own<P> {
  readonly split: (
    rows: { X: Rows; y: Float64Array; groups: readonly string[] | null },
    params: P,
  ) => readonly OwnFold[]
}

/** What a program gives beside the registry. */
export type OwnOperator = AnyTransform | AnyRegressor | AnyClassifier | AnySplitter

/** What a transform learned, and how many columns it makes: wavelengths stay where the columns do. */
interface Learned<State> {
  readonly own: State
  readonly columns: number
}

export function ownTransform<const P extends OwnParameters, State>(own: OwnTransform<P, State>): OwnOperator {
  const { name, fit, transform } = own
  const apply = onceTwice(name, (X: Matrix, state: unknown, params: unknown) =>
    matrixOf(
      name,
      X.rows,
      guarded(name, () => transform(rowsOf(X), params as P, state as State)),
    ),
  )
  return defineTransform({
    ...declaration(own, 'transform'),
    // What learns nothing may still look at other rows, so it is treated as if it did.
    stateless: false,
    changes_features: true,
    fit: (X: Matrix, params: object): Learned<State> => {
      const learned = (fit ? guarded(name, () => fit(rowsOf(X), params as P)) : null) as State
      return { own: learned, columns: apply(X, learned, params).columns }
    },
    transform: (X: Matrix, { own: learned, columns }: Learned<State>, params: object) => {
      const made = apply(X, learned, params)
      if (made.columns === columns) return made
      throw failed(name, `it made ${columns} columns of the training rows, and makes ${made.columns} of others`)
    },
    axisAfter: (axis: Float64Array, { columns }: Learned<State>) => (columns === axis.length ? axis : null),
  }) as OwnOperator
}

export function ownModel<const P extends OwnParameters, State>(own: OwnModel<P, State>): OwnOperator {
  const { name, fit, predict } = own
  const apply = onceTwice(name, (X: Matrix, state: unknown, params: unknown) => {
    const values = guarded(name, () => predict(rowsOf(X), state as State, params as P))
    return { rows: X.rows, columns: 1, values: vectorOf(name, values, X.rows) }
  })
  return defineRegressor({
    ...declaration(own, 'model'),
    fit: (X: Matrix, y: Float64Array, params: object) =>
      guarded(name, () => fit(rowsOf(X), y.slice(), params as P)) as unknown,
    predict: (X: Matrix, state: unknown, params: object) => apply(X, state, params).values,
  }) as OwnOperator
}

/** How far probabilities of a row may sum from 1. */
const roundingOfSums = 1e-6

export function ownClassifier<const P extends OwnParameters, State>(own: OwnClassifier<P, State>): OwnOperator {
  const { name, fit, probabilities } = own
  const apply = onceTwice(name, (X: Matrix, state: unknown, params: unknown) => {
    const { own: learned, columns } = state as Learned<State>
    const made = matrixOf(
      name,
      X.rows,
      guarded(name, () => probabilities(rowsOf(X), learned, params as P)),
    )
    if (made.columns !== columns && X.rows > 0) {
      throw failed(name, `it must give ${columns} probabilities a row, one a class, and gives ${made.columns}`)
    }
    for (let i = 0; i < made.rows; i++) {
      const ofRow = row(made, i)
      const sum = ofRow.reduce((all, value) => all + value, 0)
      if (ofRow.every(value => value >= 0) && Math.abs(sum - 1) <= roundingOfSums) continue
      throw failed(name, `the probabilities of row ${i} must be from 0 and sum to 1; they are ${ofRow.join(', ')}`)
    }
    return { ...made, columns }
  })
  return defineClassifier({
    ...declaration(own, 'classifier'),
    scores_are: 'probabilities',
    fit: (X: Matrix, y: Float64Array, params: object): Learned<State> => ({
      own: guarded(name, () => fit(rowsOf(X), y.slice(), params as P)),
      columns: y.reduce((most, code) => Math.max(most, code), 0) + 1,
    }),
    scores: (X: Matrix, state: Learned<State>, params: object) => apply(X, state, params),
  }) as OwnOperator
}

export function ownSplitter<const P extends OwnParameters>(own: OwnSplitter<P>): OwnOperator {
  const { name, split } = own
  return defineSplitter({
    ...declaration(own, 'splitter'),
    split: ({ X, y, groups, n_samples }, params: object) => {
      const folds = guarded(name, () => split({ X: rowsOf(X), y: y.slice(), groups }, params as P))
      return folds.map(({ train, val }, fold_id) => ({
        fold_id,
        train: positions(name, train, n_samples),
        val: positions(name, val, n_samples),
      }))
    },
  }) as OwnOperator
}

function declaration({ name, summary, params = {} }: Own<OwnParameters>, kind: string) {
  if (typeof name !== 'string' || !/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    const expected = 'a name of letters, digits and _ that begins with a letter'
    throw WrongShape({ what: '`name`', expected, received: name }).at({ field: 'name' })
  }
  if (findOperator(name)) {
    const expected = 'a name that no operator of n4a has'
    throw WrongShape({ what: '`name`', expected, received: name }).at({ field: 'name' })
  }
  return {
    id: `${ownPrefix}${name}`,
    label: name,
    class_path: `${ownPrefix}${name}`,
    aliases: [],
    summary: summary ?? `A ${kind} of your own`,
    formula: '',
    source: 'your own',
    checked_against: 'nothing',
    params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, parameterOf(value)])) as ParameterSet,
  }
}

function parameterOf(initial: number | boolean | string): Parameter<unknown> {
  if (typeof initial === 'number') return real({ initial, help: 'your own' }) as Parameter<unknown>
  if (typeof initial === 'boolean') return boolean({ initial, help: 'your own' }) as Parameter<unknown>
  return { initial, help: 'your own', expected: 'a text', accepts: value => typeof value === 'string', refused: [1] }
}

const rowsOf = (X: Matrix): Rows => Array.from({ length: X.rows }, (_, i) => row(X, i).slice())

const failed = (name: string, reason: string) => OwnOperatorFailed({ name, reason })

function guarded<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof N4aError) throw error
    throw OwnOperatorFailed({ name, reason: error instanceof Error ? error.message : String(error) }, { cause: error })
  }
}

/** The first call is made twice: an operator that draws at random would make results that nobody can repeat. */
function onceTwice(name: string, work: (X: Matrix, state: unknown, params: unknown) => Matrix): typeof work {
  let checked = false
  return (X, state, params) => {
    const first = work(X, state, params)
    if (checked) return first
    checked = true
    const second = work(X, state, params)
    if (first.values.some((value, i) => value !== second.values[i])) {
      throw failed(name, 'it gives other values when it is asked again for the same')
    }
    return first
  }
}

function matrixOf(name: string, rows: number, given: readonly ArrayLike<number>[]): Matrix {
  if (!Array.isArray(given) || given.length !== rows) {
    throw failed(name, `it must give ${rows} rows, and gives ${Array.isArray(given) ? given.length : typeof given}`)
  }
  const columns = given[0]?.length ?? 0
  const matrix = zeros(rows, columns)
  given.forEach((values, i) => {
    matrix.values.set(vectorOf(name, values, columns, `row ${i}`), i * columns)
  })
  return matrix
}

function vectorOf(name: string, given: ArrayLike<number>, length: number, what = 'it'): Float64Array {
  if (given?.length !== length)
    throw failed(name, `${what} must have ${length} values, and has ${given?.length ?? 'none'}`)
  const values = Float64Array.from(given)
  const at = values.findIndex(value => !Number.isFinite(value))
  if (at >= 0) throw failed(name, `${what} has the value ${values[at]} at position ${at}`)
  return values
}

function positions(name: string, given: ArrayLike<number>, n_samples: number): Int32Array {
  const values = vectorOf(name, given, given?.length ?? 0, 'a fold')
  const wrong = values.find(value => !Number.isInteger(value) || value < 0 || value >= n_samples)
  if (wrong !== undefined) throw failed(name, `a fold has the position ${wrong}, and there are ${n_samples} rows`)
  return Int32Array.from(values)
}
