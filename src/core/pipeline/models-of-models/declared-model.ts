import type { AnyModel } from '../../operators/index.ts'
import type { ParameterSet } from '../../params/index.ts'
import type { Chain, Step } from '../pipeline.ts'

export type Task = 'regression' | 'classification'

/** A declared model whose parameters hold other models: `operators list` shows it among the others. */
export interface DeclaredModel {
  readonly kind: 'model'
  readonly id: string
  readonly label: string
  readonly class_path: string
  readonly aliases: readonly string[]
  /** null where it takes that of its models. */
  readonly task: Task | null
  readonly summary: string
  readonly formula: string
  readonly source: string
  readonly checked_against: string
  readonly params: ParameterSet
}

export interface ModelOfModels extends DeclaredModel {
  readonly build: (params: Readonly<Record<string, unknown>>, parseChain: ParseChain) => BuiltModel
}

/** Steps that end in a model → the chain that leads to it. */
export type ParseChain = (steps: readonly unknown[]) => Chain

export interface BuiltModel {
  readonly operator: AnyModel
  /** Parameters with the models in them written by permanent names. */
  readonly written: Readonly<Record<string, unknown>>
  /** For labels: `PLS, Ridge → Ridge`. */
  readonly said: string
}

/** A step whose operator was made from other models. */
export interface MadeModelStep extends Step<AnyModel> {
  readonly said: string
  readonly written: unknown
}
