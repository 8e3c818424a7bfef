import type { Matrix } from '../math/matrix.ts'
import type { MersenneTwister } from '../math/random/mersenne-twister.ts'
import type { ParameterSet, ValuesOf } from '../params/index.ts'
import { finitePredictions, finiteScores, finiteSpectra } from './checks.ts'
import type { ModelExplanation } from './model-explanation.ts'

/** What every operator tells about itself. Declared once; help, forms, checks and tests read it. */
interface OperatorDeclaration<P extends ParameterSet> {
  /** Permanent id used in stored manifests, such as `standard_normal_variate`. */
  readonly id: string
  /** Short name used in config names and tables, such as `SNV`. */
  readonly label: string
  /** The class path that templates written by n4a use; the Python library runs the same. */
  readonly class_path: string
  /** Other spellings a template may use: short names, public and internal class paths. */
  readonly aliases: readonly string[]
  readonly summary: string
  /** One line of plain text. */
  readonly formula: string
  readonly source: string
  /** What a test holds its numbers against, and how closely: `scikit-learn 1.2.1, within 1e-9`. */
  readonly checked_against: string
  /** Where it differs from the Python library on purpose, and why. Absent: nowhere. */
  readonly differs?: string
  readonly params: P
  /** What single ranges cannot say: an odd window, an order below it. @throws ParametersConflict */
  readonly check?: (params: ValuesOf<P>) => void
}

/** What the table says of each row beside its spectrum. All lists: length n_samples. */
export interface RowFacts {
  /** Rows of the same text belong together; null where the dataset names no group. */
  readonly groups: readonly string[] | null
  /** Columns that are neither spectra nor y, as printed. */
  readonly metadata: Readonly<Record<string, readonly string[]>>
}

/** Columns of X that came from one instrument: `from … to`, the end not included. */
export interface SourceColumns {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** What belongs to the rows and columns of X beside its values. */
export interface FitContext {
  /** Reference values of the rows fitted on; only a transform that says `supervised` may look. Length n_samples. */
  readonly y: Float64Array
  /** Wavelengths of the columns as they are now, or null where they are not known. Length n_features. */
  readonly axis: Float64Array | null
  /** Absent where an operator is fitted by itself. */
  readonly rows?: RowFacts
  /** The instruments that X came from; absent where there is one, or where an earlier step changed the columns. */
  readonly sources?: readonly SourceColumns[]
}

/**
 * A preprocessing operator. `fit` learns only from the spectra it is given and returns plain data (numbers, arrays and objects
 * of them, so that it can be stored and sent to a worker); `transform` depends on nothing else.
 */
export interface Transform<P extends ParameterSet = ParameterSet, State = unknown> extends OperatorDeclaration<P> {
  readonly kind: 'transform'
  /** Learns nothing: a row's result depends on that row alone, so it can be computed once, before any split. */
  readonly stateless: boolean
  /** Learns from the reference values too. */
  readonly supervised?: true
  /** The columns after it are others than before: fewer, more, or combinations. */
  readonly changes_features?: true
  /** X: (n_samples, n_features). */
  readonly fit: (X: Matrix, params: ValuesOf<P>, context: FitContext) => State
  /** X: (n_samples, n_features) → as many rows, and as many columns unless it says otherwise; X is left untouched. */
  readonly transform: (X: Matrix, state: State, params: ValuesOf<P>, rows?: RowFacts) => Matrix
  /** What a reader of the result should know of this fit: a solver that stopped before it had converged. */
  readonly warnings?: (state: State, params: ValuesOf<P>) => readonly string[]
  /** Undoes `transform`: what a target transform needs to bring predictions back to the unit of y. */
  readonly inverse?: (X: Matrix, state: State, params: ValuesOf<P>) => Matrix
  /** Wavelengths after it, where the columns change and still have some. Default: none after a change. */
  readonly axisAfter?: (axis: Float64Array, state: State, params: ValuesOf<P>) => Float64Array | null
}

/** Shape a model will be fitted on, known before anything runs. */
export interface TrainingShape {
  readonly n_samples: number
  readonly n_features: number
}

/** What every model has, whatever it predicts. */
interface ModelDeclaration<P extends ParameterSet, State> extends OperatorDeclaration<P> {
  readonly kind: 'model'
  /** Refuse before the run what cannot be fitted on the smallest training fold. @throws TooManyComponents */
  readonly checkShape?: (shape: TrainingShape, params: ValuesOf<P>) => void
  /** What a reader of the result should know of this fit: a solver that stopped before it had converged. */
  readonly warnings?: (state: State, params: ValuesOf<P>) => readonly string[]
  /**
   * Coefficients, components and what they say about samples. X: the spectra to judge, (n_samples, n_features). `training`: those
   * that the model was fitted on, where X are others; the limits of Q and the selectivity ratio describe them. Default X.
   */
  readonly explain?: (state: State, X: Matrix, params: ValuesOf<P>, training?: Matrix) => ModelExplanation
}

/** A model of one quantity, or of several at once where it says `joint`. */
export interface Regressor<P extends ParameterSet = ParameterSet, State = unknown> extends ModelDeclaration<P, State> {
  readonly task: 'regression'
  /** X: (n_samples, n_features), y: (n_samples,). */
  readonly fit: (X: Matrix, y: Float64Array, params: ValuesOf<P>, rows?: RowFacts) => State
  /** X: (n_samples, n_features) → (n_samples,). */
  readonly predict: (X: Matrix, state: State, params: ValuesOf<P>) => Float64Array
  /** One fit may serve every value of `parameter`: an execution detail that no record shows. */
  readonly family?: ModelFamily<P>
  /** How it models several targets together, where that differs from modelling each by itself. */
  // biome-ignore lint/suspicious/noExplicitAny: what a joint fit learns is its own business, and goes back to it alone
  readonly joint?: JointFit<P, any>
}

export interface JointFit<P extends ParameterSet = ParameterSet, State = unknown> {
  /** X: (n_samples, n_features), Y: (n_samples, n_targets). */
  readonly fit: (X: Matrix, Y: Matrix, params: ValuesOf<P>) => State
  /** (n_samples, n_targets) */
  readonly predict: (X: Matrix, state: State, params: ValuesOf<P>) => Matrix
  /** One fit may serve every value of `parameter`, as in `ModelFamily`. */
  readonly family?: JointFamily<P>
}

export interface JointFamily<P extends ParameterSet = ParameterSet> {
  readonly parameter: keyof P & string
  /**
   * Predictions for each of `values` on the spectra of each of `parts`: `[value][part]` → (n_samples, n_targets). Equal to the
   * bits of `fit` and `predict` with that value.
   */
  readonly fitPredict: (
    X: Matrix,
    Y: Matrix,
    params: ValuesOf<P>,
    values: readonly unknown[],
    parts: readonly Matrix[],
  ) => Matrix[][]
}

export interface ModelFamily<P extends ParameterSet = ParameterSet> {
  readonly parameter: keyof P & string
  /**
   * Predictions for each of `values` on each of `targets`: `[value][target]` → (n_samples,). Equal to the bits of `fit` and
   * `predict` with that value.
   */
  readonly fitPredict: (
    X: Matrix,
    y: Float64Array,
    params: ValuesOf<P>,
    values: readonly unknown[],
    targets: readonly Matrix[],
  ) => Float64Array[][]
}

/** What a classifier's scores are: probabilities sum to 1; votes are shares; decisions have no bounds. */
export type ClassScoreKind = 'probabilities' | 'votes' | 'decisions'

/**
 * A model of classes. It is fitted on codes 0 … n_classes − 1, each of which occurs (whoever calls it sees to that), and gives
 * a score for each class: the greatest is the prediction, of equal ones the first.
 */
export interface Classifier<P extends ParameterSet = ParameterSet, State = unknown> extends ModelDeclaration<P, State> {
  readonly task: 'classification'
  readonly scores_are: ClassScoreKind
  /** X: (n_samples, n_features), y: (n_samples,) of codes. */
  readonly fit: (X: Matrix, y: Float64Array, params: ValuesOf<P>, rows?: RowFacts) => State
  /** X: (n_samples, n_features) → (n_samples, n_classes). */
  readonly scores: (X: Matrix, state: State, params: ValuesOf<P>) => Matrix
  readonly family?: ClassifierFamily<P>
}

export interface ClassifierFamily<P extends ParameterSet = ParameterSet> {
  readonly parameter: keyof P & string
  /** Scores for each of `values` on each of `targets`, equal to the bits of `fit` and `scores` with that value. */
  readonly fitScores: (
    X: Matrix,
    y: Float64Array,
    params: ValuesOf<P>,
    values: readonly unknown[],
    targets: readonly Matrix[],
  ) => Matrix[][]
}

/**
 * Says which rows may stay in a training set (`exclude`), or only marks them (`tag`). What it learns is plain data. It never
 * takes a row out of validation or test.
 */
export interface RowFilter<P extends ParameterSet = ParameterSet, State = unknown> extends OperatorDeclaration<P> {
  readonly kind: 'filter'
  /** Looks at the reference values, so it cannot judge rows whose reference value is not known. */
  readonly supervised?: true
  /** X: (n_samples, n_features). */
  readonly fit: (X: Matrix, params: ValuesOf<P>, context: FitContext) => State
  /** 1 for rows that stay, 0 for the others: (n_samples,). `y` and `rows` belong to the rows of X. */
  readonly keeps: (
    X: Matrix,
    state: State,
    params: ValuesOf<P>,
    of: { readonly y: Float64Array; readonly rows?: RowFacts },
  ) => Uint8Array
}

/** Makes new training samples from those there are. */
export interface Augmenter<P extends ParameterSet = ParameterSet> extends OperatorDeclaration<P> {
  readonly kind: 'augmenter'
  /**
   * One new sample for each of `origins` (rows of X, perhaps repeated). X: (n_samples, n_features), y: (n_samples,) →
   * (origins.length, n_features) and (origins.length,). The reference value is the origin's, unless spectra are mixed.
   */
  readonly augment: (
    X: Matrix,
    y: Float64Array,
    origins: Int32Array,
    params: ValuesOf<P>,
    random: MersenneTwister,
    context: Pick<FitContext, 'axis'>,
  ) => { readonly X: Matrix; readonly y: Float64Array }
}

export interface Fold {
  readonly fold_id: number
  /** Positions among the rows that were split. */
  readonly train: Int32Array
  readonly val: Int32Array
}

/** The rows to divide. */
export interface SplitRows {
  readonly n_samples: number
  /** (n_samples, n_features), before any preprocessing. */
  readonly X: Matrix
  /** Length n_samples. */
  readonly y: Float64Array
  /** Rows of the same text belong together; null where the dataset names no group. Length n_samples. */
  readonly groups: readonly string[] | null
}

/** Divides rows into folds. */
export interface Splitter<P extends ParameterSet = ParameterSet> extends OperatorDeclaration<P> {
  readonly kind: 'splitter'
  /** Cannot work without groups. */
  readonly needs_groups?: true
  /** Keeps groups together where there are any, in a way of its own. */
  readonly keeps_groups?: true
  readonly split: (rows: SplitRows, params: ValuesOf<P>) => readonly Fold[]
}

// biome-ignore lint/suspicious/noExplicitAny: a registry holds operators of different parameters and states
export type AnyTransform = Transform<any, any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyRegressor = Regressor<any, any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyClassifier = Classifier<any, any>
export type AnyModel = AnyRegressor | AnyClassifier
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnySplitter = Splitter<any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyFilter = RowFilter<any, any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyAugmenter = Augmenter<any>
export type Operator = AnyTransform | AnyModel | AnySplitter | AnyFilter | AnyAugmenter

/** An operator as it is written down. One that a pipeline assembles from others may leave to them what it was checked against. */
type Written<O extends { readonly checked_against: string }, Given extends keyof O> = Omit<
  O,
  Given | 'checked_against'
> &
  Partial<Pick<O, 'checked_against'>>

/** Nothing in a registry may say so: the contract of operators tests it. */
const byItsParts = 'the operators it is made of'

/** Check the object and infer its types. At run time they add the kind, and that no infinity or NaN is given without a word. */
export function defineTransform<const P extends ParameterSet, State>(
  operator: Written<Transform<P, State>, 'kind'>,
): Transform<P, State> {
  return {
    kind: 'transform',
    checked_against: byItsParts,
    ...operator,
    transform: (X, state, params, rows) => finiteSpectra(operator.transform(X, state, params, rows)),
  }
}

export function defineRegressor<const P extends ParameterSet, State>(
  operator: Written<Regressor<P, State>, 'kind' | 'task'>,
): Regressor<P, State> {
  const { family, joint } = operator
  return {
    kind: 'model',
    task: 'regression',
    checked_against: byItsParts,
    ...operator,
    predict: (X, state, params) => finitePredictions(operator.predict(X, state, params)),
    ...(family && {
      family: {
        ...family,
        fitPredict: (X, y, params, values, targets) =>
          family.fitPredict(X, y, params, values, targets).map(all => all.map(one => finitePredictions(one))),
      },
    }),
    ...(joint && {
      joint: {
        ...joint,
        predict: (X, state, params) => {
          const predicted = joint.predict(X, state, params)
          finitePredictions(predicted.values, predicted.columns)
          return predicted
        },
      },
    }),
  }
}

export function defineClassifier<const P extends ParameterSet, State>(
  operator: Written<Classifier<P, State>, 'kind' | 'task'>,
): Classifier<P, State> {
  const { family } = operator
  return {
    kind: 'model',
    task: 'classification',
    checked_against: byItsParts,
    ...operator,
    scores: (X, state, params) => finiteScores(operator.scores(X, state, params)),
    ...(family && {
      family: {
        ...family,
        fitScores: (X, y, params, values, targets) =>
          family.fitScores(X, y, params, values, targets).map(all => all.map(finiteScores)),
      },
    }),
  }
}

export function defineFilter<const P extends ParameterSet, State>(
  operator: Omit<RowFilter<P, State>, 'kind'>,
): RowFilter<P, State> {
  return { kind: 'filter', ...operator }
}

export function defineAugmenter<const P extends ParameterSet>(operator: Omit<Augmenter<P>, 'kind'>): Augmenter<P> {
  return { kind: 'augmenter', ...operator }
}

export function defineSplitter<const P extends ParameterSet>(operator: Omit<Splitter<P>, 'kind'>): Splitter<P> {
  return { kind: 'splitter', ...operator }
}
