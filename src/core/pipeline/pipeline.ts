import type { AnyModel, AnySplitter, AnyTransform, Operator } from '../operators/index.ts'
import type { GeneratorChoice } from '../records/index.ts'

/** An operator with its parameters: as given, and resolved. */
export interface Step<Kind extends Operator = Operator> {
  readonly operator: Kind
  readonly given: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, unknown>>
  /** A name of the user's own. */
  readonly name: string | null
}

/** One concrete recipe: no generators, every parameter checked. */
export interface Pipeline {
  readonly transforms: readonly Step<AnyTransform>[]
  /** Applied to y before the model is fitted, and undone on its predictions before they are scored. */
  readonly targetTransforms: readonly Step<AnyTransform>[]
  readonly model: Step<AnyModel>
  /** Overrides the run's folds. */
  readonly splitter: Step<AnySplitter> | null
  readonly choices: readonly GeneratorChoice[]
}

/** A recipe that may hold generators; what a run saves before it expands. */
export interface PipelineTemplate {
  readonly name: string | null
  readonly description: string | null
  readonly steps: readonly unknown[]
}
