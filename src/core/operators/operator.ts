import type { Matrix } from '../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../params/index.ts'

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
  readonly params: P
  /** What single ranges cannot say: an odd window, an order below it. @throws ParametersConflict */
  readonly check?: (params: ValuesOf<P>) => void
}

/** What belongs to the rows and columns of X beside its values. */
export interface FitContext {
  /** Reference values of the rows fitted on; only a transform that says `supervised` may look. Length n_samples. */
  readonly y: Float64Array
  /** Wavelengths of the columns as they are now, or null where they are not known. Length n_features. */
  readonly axis: Float64Array | null
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
  readonly transform: (X: Matrix, state: State, params: ValuesOf<P>) => Matrix
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

/** A model of one target. */
export interface Model<P extends ParameterSet = ParameterSet, State = unknown> extends OperatorDeclaration<P> {
  readonly kind: 'model'
  /** X: (n_samples, n_features), y: (n_samples,). */
  readonly fit: (X: Matrix, y: Float64Array, params: ValuesOf<P>) => State
  /** X: (n_samples, n_features) → (n_samples,). */
  readonly predict: (X: Matrix, state: State, params: ValuesOf<P>) => Float64Array
  /** Refuse before the run what cannot be fitted on the smallest training fold. @throws TooManyComponents */
  readonly checkShape?: (shape: TrainingShape, params: ValuesOf<P>) => void
  /** One fit may serve every value of `parameter`: an execution detail that no record shows. */
  readonly family?: ModelFamily<P>
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
export type AnyModel = Model<any, any>
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnySplitter = Splitter<any>
export type Operator = AnyTransform | AnyModel | AnySplitter

/** Check the object and infer its types; they add nothing at run time but the kind. */
export function defineTransform<const P extends ParameterSet, State>(
  operator: Omit<Transform<P, State>, 'kind'>,
): Transform<P, State> {
  return { kind: 'transform', ...operator }
}

export function defineModel<const P extends ParameterSet, State>(
  operator: Omit<Model<P, State>, 'kind'>,
): Model<P, State> {
  return { kind: 'model', ...operator }
}

export function defineSplitter<const P extends ParameterSet>(operator: Omit<Splitter<P>, 'kind'>): Splitter<P> {
  return { kind: 'splitter', ...operator }
}
